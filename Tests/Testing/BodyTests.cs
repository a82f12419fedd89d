using Course.Simulation.Exploring;
using Course.Testing;

namespace Course.Tests.Testing;

/// <summary>What the body of a test may and may not do, and how a test is told so.</summary>
public sealed class BodyTests
{
    [Test]
    public void Body_WithoutCheck_FailsInWords([Values] bool explores)
    {
        WorldAttribute attribute = explores ? new ExploreAttribute() : new ScenarioAttribute();
        var run = TestRun.Of(attribute, world => world.Peer(1).Broadcast("a"));
        Assert.That(run.Failure, Is.EqualTo("Body declares a scenario and checks nothing: end it with world.Check(AtomicBroadcast.All)."));
    }

    [Test]
    public void Body_NotImplemented_IsPassedThroughUnchanged()
    {
        var run = TestRun.Of(new ExploreAttribute(), _ => throw new NotImplementedException("lab 3, part 2"));
        Assert.That(run.Failure, Is.EqualTo("lab 3, part 2"));
    }

    [Test]
    public void Body_DeclaresAfterCheck_FailsInWords()
    {
        var run = TestRun.Of(new ScenarioAttribute { Seeds = 1 }, world =>
        {
            world.Check(AtomicBroadcast.All);
            world.Peer(1).Broadcast("too late");
        });
        Assert.That(run.Failure, Is.EqualTo("The world was checked already: declare everything before Check."));
    }

    [Test]
    public void Explore_HangPartitionHeal_AreRefusedByName()
    {
        Action<World>[] refused =
        [
            world => world.Hang(2, TimeSpan.FromSeconds(1)), world => world.Partition([[1], [2, 3]]), world => world.Heal(),
        ];
        string[] words = ["no Hang ('p2 hangs for 1000 ms')", "no Partition ('partition 1 | 2 3')", "no Heal ('heal')"];
        foreach (var (declare, word) in refused.Zip(words))
        {
            var run = TestRun.Of(new ExploreAttribute(), world =>
            {
                declare(world);
                world.Check(AtomicBroadcast.All);
            });
            Assert.That(run.Failure, Does.StartWith("An exploration has " + word).And.EndWith("Use [Scenario] for this test."));
        }
    }

    [Test]
    public void World_PeerThatIsNone_IsRefusedInWords()
    {
        var run = TestRun.Of(new ExploreAttribute(), world => world.Peer(4).Broadcast("a"));
        Assert.That(run.Failure, Is.EqualTo("There is no peer 4: the 3 peers of this world are 1 to 3."));
    }

    [TestCase(7, "This world cannot be made: Peers is 7: choose a value from 2 to 6.")]
    [TestCase(1, "This world cannot be made: Peers is 1: choose a value from 2 to 6.")]
    public void Explore_OptionOutOfRange_IsRefusedInWords(int peers, string words)
    {
        var run = TestRun.Of(new ExploreAttribute { Peers = peers }, world => world.Check(AtomicBroadcast.All));
        Assert.That(run.Failure, Is.EqualTo(words));
    }

    [Test]
    public void ToText_EveryAction_IsReadBack()
    {
        string? text = null;
        IReadOnlyList<ScenarioAction>? declared = null;
        TestRun.Of(new ScenarioAttribute { Peers = 4 }, world =>
        {
            world.Peer(1).Broadcast("a \"quoted\"\nline ü");
            world.CrashRelayer(afterSends: 1);
            world.Crash(2);
            world.Hang(3, TimeSpan.FromMilliseconds(250));
            world.Partition([[1, 2], [3]]);
            world.Heal();
            world.Peer(4).Leave();
            world.Expect(ExplorationWitness.MulticastCut);
            (text, declared) = (world.ToText(), [.. world.Actions]);
        });
        Assert.That(text!.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(8));
        Assert.That(ScenarioText.Write(ScenarioText.Parse(text)), Is.EqualTo(text));
        var read = ScenarioText.Parse(text);
        Assert.That(read.Where(IsPlain), Is.EqualTo(declared!.Where(IsPlain)));
        Assert.That(((ScenarioAction.Partition)read[4]).Groups, Is.EqualTo(((ScenarioAction.Partition)declared![4]).Groups));
    }

    [TestCase("p1 flies")]
    [TestCase("p1 broadcasts a")]
    [TestCase("p1 broadcasts null")]
    [TestCase("px leaves")]
    [TestCase("partition 1 |")]
    [TestCase("expect 3")]
    [TestCase("p1 hangs for long ms")]
    public void Parse_LineThatIsNone_IsNamed(string line) =>
        Assert.That(
            () => ScenarioText.Parse("heal\n" + line),
            Throws.TypeOf<FormatException>().With.Message.StartsWith($"Line 2 of the scenario, '{line}', is no action: "));

    // Records compare lists by identity.
    private static bool IsPlain(ScenarioAction action) => action is not ScenarioAction.Partition;

    [Test]
    public void Declare_TextThatWasStored_IsTheSameScenario()
    {
        var run = TestRun.Of(new ScenarioAttribute { Seeds = 2 }, world =>
        {
            world.Declare(ScenarioText.Parse("p1 broadcasts \"a\"\nrelayer crashes after 1 sends of relay 1\nexpect MulticastCut"));
            world.Check(AtomicBroadcast.All);
        });
        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Output, Does.StartWith("holds (2 seeds, ").And.Contain("2 crashes"));
    }
}
