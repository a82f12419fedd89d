using Course.Simulation.Exploring;
using Course.Testing;
using Course.Tests.Students;

namespace Course.Tests.Testing;

/// <summary>What a failing test says, and how it is run again; docs/testing.md shows the first one.</summary>
public sealed class TutorialFailureTests
{
    [Test]
    public void Check_WrongShop_TellsTheStoryAndHowToReplay()
    {
        var run = TestRun.Of(new ExploreAttribute(), TwoCustomers);
        Assert.That(run.Name, Does.EndWith(".Body"));
        var story = run.Lines.TakeWhile(line => line.Length > 0).ToList();
        Assert.That(story, Has.Count.InRange(2, StoryTeller.MaximumLines));
        Assert.That(story[0], Is.EqualTo("no fault: p1 fails: InvalidOperationException: the seat of Ben is sold again, to Cleo"));
        var rest = run.Lines.Skip(story.Count + 1).ToArray();
        Assert.That(rest, Has.Length.EqualTo(3));
        Assert.That(rest[0], Does.StartWith("violated: no fault: p1 fails"));
        Assert.That(rest[1], Does.StartWith("nearest passing schedule: "));
        Assert.That(rest[2], Does.StartWith("replay: dotnet test Tests/Testing --filter FullyQualifiedName=Course.Tests.Testing."));
    }

    [Test]
    public void Check_TokenInTheEnvironment_PlaysThatOneSchedule()
    {
        var token = TestRun.Of(new ExploreAttribute(), TwoCustomers).Lines[^1].Split("COURSE_REPLAY=")[1];
        var again = TestRun.With("COURSE_REPLAY", token, () => TestRun.Of(new ExploreAttribute(), TwoCustomers));
        Assert.That(again.Lines[0], Does.StartWith("no fault: p1 fails: InvalidOperationException"));
        Assert.That(again.Lines[^1], Does.StartWith("replayed "));
        var mended = TestRun.With("COURSE_REPLAY", token, () => TestRun.Of(new ExploreAttribute(), world =>
        {
            world.Use(() => new MendedTicketShop());
            world.Peer(2).Broadcast("Ben");
            world.Peer(3).Broadcast("Cleo");
            world.Check(AtomicBroadcast.All);
        }));
        Assert.That(mended.Failure, Is.Null);
        Assert.That(mended.Output, Does.Contain("this schedule breaks nothing; no certificate"));
    }

    [TestCase("no-token", "COURSE_REPLAY: This is no replay token: ")]
    [TestCase("peers-2__call.1", "COURSE_REPLAY holds a schedule of another scenario (peers-2) than this test's (")]
    public void Check_BadToken_IsRefusedInWords(string token, string words)
    {
        var run = TestRun.With("COURSE_REPLAY", token, () => TestRun.Of(new ExploreAttribute(), TwoCustomers));
        Assert.That(run.Failure, Does.StartWith(words));
    }

    [Test]
    public void Check_DefaultApplicationFails_TheCommandLineReplaysIt()
    {
        var run = TestRun.Of(new ExploreAttribute { Crashes = 1 }, world =>
        {
            world.Peer(1).Broadcast("a");
            world.Check(AtomicBroadcast.Uniform);
        });
        Assert.That(run.Lines[0], Does.StartWith("uniform agreement: "));
        Assert.That(run.Lines[^1], Does.StartWith("replay: dotnet run --project Course -- replay "));
        var token = ReplayToken.Parse(run.Lines[^1].Split(' ')[^1]);
        var scenario = ExplorationScenario.FromOptions(token.Scenario);
        var played = SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), token.Schedule);
        Assert.That(played.Violation?.Text, Is.EqualTo(run.Lines[0]));
    }

    [Test]
    public void Check_Holds_PrintsTheCertificate()
    {
        var run = TestRun.Of(new ExploreAttribute { Broadcasts = 1, Crashes = 1 }, world => world.Check(AtomicBroadcast.All));
        Assert.That(run.Failure, Is.Null);
        Assert.That(
            run.Output,
            Does.Match("^holds \\(exhausted [0-9,]+ states, depth [0-9]+, every crash cut: [0-9,]+, .* digest [0-9a-f]{16}…\\)"));
        Assert.That(run.Output, Does.Match("\ndigest [0-9a-f]{64}"));
    }

    [Test]
    public void Check_FailingSeed_IsNamedWithTheCommand()
    {
        var attribute = new ScenarioAttribute { Seeds = 20 };
        var run = TestRun.Of(attribute, TwoCustomers);
        Assert.That(run.Lines[0], Does.Contain("is sold again"));
        Assert.That(run.Lines[1], Does.Match("^seed [0-9]+ of 20, virtual time "));
        Assert.That(
            run.Lines[^1],
            Does.Match("^run again: dotnet test Tests/Testing --filter FullyQualifiedName=.*\\.Body -e COURSE_SEED=[0-9]+$"));
        var seed = run.Lines[^1].Split('=')[^1];
        var again = TestRun.With("COURSE_SEED", seed, () => TestRun.Of(attribute, TwoCustomers));
        Assert.That(again.Failure, Is.EqualTo(run.Failure));
    }

    private static void TwoCustomers(World world)
    {
        world.Use(() => new TicketShop());
        world.Peer(2).Broadcast("Ben");
        world.Peer(3).Broadcast("Cleo");
        world.Check(AtomicBroadcast.All);
    }
}
