using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>Schedules: told, named by a token, played again, compared with the nearest that passes.</summary>
[TestFixture]
internal sealed class ScheduleTests
{
    [Test]
    public void Counterexample_TellsTheGuaranteeFirst_InAtMostFifteenLines()
    {
        var scenario = Scenarios.NotUniform();
        var counterexample = Counterexample.Of(scenario.Explore(), scenario.Blueprint())!;
        Assert.That(counterexample.Story, Has.Count.LessThanOrEqualTo(15));
        Assert.That(counterexample.Story[0], Does.StartWith("uniform total order: at position 1 p1 (killed) delivered p3:1"));
        Assert.That(counterexample.Story, Has.Some.Contains("p1 crashes; lost on the way: relay-1-1 to p2"));
        Assert.That(counterexample.Played.Violation!.Guarantee, Is.EqualTo(counterexample.Violation.Guarantee));
    }

    [Test]
    public void NearestPassing_PartsInOneChoiceAndBreaksNothing()
    {
        var scenario = Scenarios.NotUniform();
        var passing = Counterexample.Of(scenario.Explore(), scenario.Blueprint())!.Passing!;
        Assert.That((passing.Played.Violation, passing.Played.IsQuiet), Is.EqualTo(((Violation?)null, true)));
        Assert.That(passing.Difference, Does.Match(@"^step \d+: .+ instead of: .+"));
    }

    [Test]
    public void Token_PlayedAgain_TellsTheSameStory()
    {
        var scenario = Scenarios.NotUniform();
        var counterexample = Counterexample.Of(scenario.Explore(), scenario.Blueprint())!;
        var token = scenario.TokenOf(counterexample.Played.Schedule).ToString();
        Assert.That(token, Does.Match("^[A-Za-z0-9._+-]+$"), "one word in every shell");
        var read = ReplayToken.Parse(token);
        var again = ExplorationScenario.FromOptions(read.Scenario);
        var played = SchedulePlayer.Play(again.Bounds, again.Blueprint(), read.Schedule);
        Assert.That(StoryTeller.Tell(played), Is.EqualTo(counterexample.Story));
    }

    [Test]
    public void Schedule_OfOtherCode_DivergesAtAStepWithAReason()
    {
        var scenario = Scenarios.Of(3, 1, 0);
        var schedule = ReplayToken.Parse("peers-3__call.2_2.broadcast-p2-7.1").Schedule;
        Assert.That(
            () => SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), schedule),
            Throws.TypeOf<ScheduleDivergedException>().With.Message.StartsWith(
                "The schedule cannot be followed beyond step 2: broadcast-p2-7 is to come from p2 to p1, "
                + "and broadcast-p2-1 comes instead."));
    }

    [TestCase("peers-3__1.relay-1-1.2", "step 1: relay-1-1 is to come from p1 to p2, and nothing lies on that link")]
    [TestCase("peers-3__call.2_call.2", "step 2: p2 has no call left")]
    [TestCase("peers-3__call.9", "step 1: it names peer 9, and the scenario has 3 peers")]
    [TestCase("peers-3__crash.1.x.0.0_call.1", "step 2: p1 takes part no more")]
    [TestCase("peers-3__crash.1.x.5.0", "step 1: 5 items of the link p1 to p2 are to survive, and 0 lie on it")]
    [TestCase("peers-3__crash.1.x", "step 1: the crash of p1 tells 1 links of 3")]
    public void Schedule_ThatCannotBeFollowed_SaysWhereAndWhy(string token, string words)
    {
        var scenario = Scenarios.Of(3, 1, 1);
        Assert.That(
            () => SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), ReplayToken.Parse(token).Schedule),
            Throws.TypeOf<ScheduleDivergedException>().With.Message.Contains(words));
    }

    [TestCase("", "no '__'")]
    [TestCase("peers3__call.1", "'peers3' is no option")]
    [TestCase("peers-3_peers-4__call.1", "stands there twice")]
    [TestCase("peers-3__call", "lacks a peer")]
    [TestCase("peers-3__call.x", "is no number")]
    [TestCase("peers-3__1.relay", "is none: sender.item.receiver is")]
    public void Token_ThatIsNone_IsRefusedInWords(string token, string words) =>
        Assert.That(() => ReplayToken.Parse(token), Throws.TypeOf<FormatException>().With.Message.Contains(words));

    [TestCase("colour-red__", "no option 'colour'")]
    [TestCase("links-wet__", "'links' is fifo or bag")]
    [TestCase("peers-many__", "The option 'peers' of a scenario takes numbers, and 'many' is none.")]
    [TestCase("calls-2__", "is no call of a scenario")]
    [TestCase("calls-2.a-b__", "is no text of a call")]
    public void Scenario_ThatIsNone_IsRefusedInWords(string token, string words) =>
        Assert.That(
            () => ExplorationScenario.FromOptions(ReplayToken.Parse(token).Scenario),
            Throws.TypeOf<FormatException>().With.Message.Contains(words));

    [Test]
    public void Scenario_WrittenAndRead_IsTheSame()
    {
        var scenario = Scenarios.Of(4, 2, 2).With(bounds => bounds with
        {
            Calls = [new ScriptedCall(3, "hello, world-ü"), new ScriptedCall(1, "b")],
            Leaves = 1,
            Suspicions = 2,
            Ticks = 3,
            Losses = 1,
            Duplicates = 2,
            Links = LinkKind.Bag,
            Granularity = CrashGranularity.Handler,
            Guarantees = AtomicBroadcast.Uniform,
        }) with
        { Window = 8, AcknowledgeEvery = 2 };
        var again = ExplorationScenario.FromOptions(scenario.ToOptions());
        Assert.That(again.ToOptions(), Is.EqualTo(scenario.ToOptions()));
        Assert.That(again.Bounds.Calls, Is.EqualTo(scenario.Bounds.Calls));
        Assert.That(again with { Bounds = scenario.Bounds }, Is.EqualTo(scenario));
    }
}
