using Course.FaultTolerance;
using Course.Simulation.Exploring;
using Course.Testing;

namespace Course.Tests.Testing;

/// <summary>Each option of [Scenario] and each fault of a world of seeds does something.</summary>
public sealed class ScenarioOptionTests
{
    private static readonly (string Name, ScenarioAttribute Attribute)[] Options =
    [
        ("Seeds", new ScenarioAttribute { Seeds = 4 }),
        ("Peers", new ScenarioAttribute { Seeds = 3, Peers = 4 }),
        ("Broadcasts", new ScenarioAttribute { Seeds = 3, Broadcasts = 4 }),
        ("Crashes", new ScenarioAttribute { Seeds = 3, Crashes = 1 }),
        ("Buffering", new ScenarioAttribute { Seeds = 3, Buffering = Buffering.Distributed }),
        ("AcknowledgeEvery", new ScenarioAttribute { Seeds = 3, AcknowledgeEvery = 1 }),
        ("Links", new ScenarioAttribute { Seeds = 3, Broadcasts = 3, Links = LinkKind.Bag, AcknowledgeEvery = 1 }),
    ];

    private static IEnumerable<string> Names => Options.Select(option => option.Name);

    [TestCaseSource(nameof(Names))]
    public void Option_Changed_ChangesTheRuns(string name)
    {
        var run = Run(Options.Single(option => option.Name == name).Attribute);
        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Output, Is.Not.EqualTo(Run(new ScenarioAttribute { Seeds = 3 }).Output));
    }

    [Test]
    public void Window_OfOne_IsRefusedByTheManagers() =>
        Assert.That(Run(new ScenarioAttribute { Window = 1 }).Failure, Does.StartWith("This world cannot be made: Window is 1"));

    [Test]
    public void Seeds_OutOfRange_AreRefused() =>
        Assert.That(
            Run(new ScenarioAttribute { Seeds = 0 }).Failure,
            Is.EqualTo("This world cannot be made: Seeds is 0: choose a value from 1 to 1000000."));

    [Test]
    public void Crash_OfAPeer_HappensWithEverySeed() =>
        Assert.That(
            Run(new ScenarioAttribute { Seeds = 3 }, world => world.Crash(2)).Output,
            Does.Contain("3 crashes; every fault happened with 3 of 3"));

    [Test]
    public void CrashRelayer_Twice_CutsTwoRelayers()
    {
        var run = Run(new ScenarioAttribute { Seeds = 3, Peers = 4 }, world =>
        {
            world.Peer(4).Broadcast("a");
            world.Peer(3).Broadcast("b");
            world.CrashRelayer(afterSends: 1);
            world.CrashRelayer(afterSends: 1);
            world.Peer(4).Broadcast("c");
            world.Expect(ExplorationWitness.MulticastCut);
        });
        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Output, Does.Contain("6 crashes"));
    }

    [Test]
    public void Hang_BeyondTheSilenceBound_ExcludesThePeer()
    {
        var (shortly, tooLong) = (Hang(TimeSpan.FromSeconds(1)), Hang(TimeSpan.FromSeconds(8)));
        Assert.That(shortly.Failure, Is.Null);
        Assert.That(tooLong.Failure, Is.Null);
        Assert.That(tooLong.Output, Is.Not.EqualTo(shortly.Output));

        static TestRun Hang(TimeSpan time) => Run(new ScenarioAttribute { Seeds = 2 }, world =>
        {
            world.Hang(3, time);
            world.Peer(2).Broadcast("a");
        });
    }

    [Test]
    public void Partition_WithoutHeal_BreaksAgreementBetweenTheParts()
    {
        var split = Run(new ScenarioAttribute { Peers = 4, Seeds = 2 }, world =>
        {
            world.Partition([1, 2], [3, 4]);
            world.Peer(2).Broadcast("a");
            world.Peer(4).Broadcast("b");
        });
        Assert.That(split.Lines[0], Does.StartWith("total order: "));
        Assert.That(split.Lines, Has.Some.StartWith("seed 1 of 2, virtual time "));
        Assert.That(split.Lines, Has.Some.Contain("partition p1 p2 | p3 p4"));
        var healed = Run(new ScenarioAttribute { Peers = 4, Seeds = 2 }, world =>
        {
            world.Partition([1, 2], [3, 4]);
            world.Peer(2).Broadcast("a");
            world.Heal();
            world.Peer(4).Broadcast("b");
        });
        Assert.That(healed.Failure, Is.Null);
    }

    [Test]
    public void Leave_OfThePeer_HappensWithEverySeed() =>
        Assert.That(
            Run(new ScenarioAttribute { Seeds = 2 }, world => world.Peer(3).Leave()).Output,
            Is.Not.EqualTo(Run(new ScenarioAttribute { Seeds = 2 }).Output));

    [Test]
    public void Expect_WhatNoSeedShows_IsVacuous() =>
        Assert.That(
            Run(new ScenarioAttribute { Seeds = 2 }, world => world.Expect(ExplorationWitness.MulticastCut)).Failure,
            Is.EqualTo("vacuous: with no seed was seen: MulticastCut (2 runs)"));

    [Test]
    public void CrashRelayer_ThatNeverHappens_IsVacuous() =>
        Assert.That(
            Run(new ScenarioAttribute { Seeds = 2 }, world => world.CrashRelayer(afterSends: 1, ofRelay: 99)).Failure,
            Does.StartWith("vacuous: with no seed all faults happened: "));

    private static TestRun Run(ScenarioAttribute attribute, Action<World>? declare = null) => TestRun.Of(attribute, world =>
    {
        declare?.Invoke(world);
        world.Check(AtomicBroadcast.All);
    });
}
