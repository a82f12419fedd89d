using Course.FaultTolerance;
using Course.Simulation.Exploring;
using Course.Testing;

namespace Course.Tests.Testing;

/// <summary>Each option of [Explore] does something: the verdict line differs from the one without it, in the way that it says.</summary>
public sealed class ExploreOptionTests
{
    private static readonly string Plain = Line(new ExploreAttribute { Peers = 2, Broadcasts = 1 });

    private static readonly (string Name, ExploreAttribute Attribute)[] Options =
    [
        ("Peers", new ExploreAttribute { Peers = 3, Broadcasts = 1 }),
        ("Broadcasts", new ExploreAttribute { Peers = 2, Broadcasts = 2 }),
        ("Crashes", new ExploreAttribute { Peers = 2, Broadcasts = 1, Crashes = 1 }),
        ("Leaves", new ExploreAttribute { Peers = 2, Broadcasts = 1, Leaves = 1 }),
        ("Suspicions", new ExploreAttribute { Peers = 2, Broadcasts = 1, Suspicions = 1 }),
        ("Ticks", new ExploreAttribute { Peers = 2, Broadcasts = 1, Ticks = 1 }),
        ("Buffering", new ExploreAttribute { Peers = 2, Broadcasts = 1, Buffering = Buffering.Distributed }),
        ("AcknowledgeEvery", new ExploreAttribute { Peers = 2, Broadcasts = 1, AcknowledgeEvery = 1 }),
        ("Links", new ExploreAttribute { Peers = 2, Broadcasts = 1, Links = LinkKind.Bag }),
        ("Losses", new ExploreAttribute { Peers = 2, Broadcasts = 1, Losses = 1 }),
        ("Duplicates", new ExploreAttribute { Peers = 2, Broadcasts = 1, Duplicates = 1 }),
    ];

    private static IEnumerable<string> Names => Options.Select(option => option.Name);

    [TestCaseSource(nameof(Names))]
    public void Option_Changed_ChangesWhatIsSearched(string name) =>
        Assert.That(Line(Options.Single(option => option.Name == name).Attribute), Is.Not.EqualTo(Plain));

    [Test]
    public void Window_OfTwo_HoldsTheThirdBroadcastBack()
    {
        var wide = new ExploreAttribute { Peers = 2, Broadcasts = 3, AcknowledgeEvery = 1 };
        var narrow = new ExploreAttribute { Peers = 2, Broadcasts = 3, AcknowledgeEvery = 1, Window = 2 };
        Assert.That(Line(narrow), Is.Not.EqualTo(Line(wide)));
    }

    [Test]
    public void Granularity_Handler_TriesFewerCuts()
    {
        Assert.That(Line(new ExploreAttribute { Broadcasts = 1, Crashes = 1 }), Does.Contain("every crash cut: "));
        Assert.That(
            Line(new ExploreAttribute { Broadcasts = 1, Crashes = 1, Granularity = CrashGranularity.Handler }),
            Does.Contain("every crash between handlers: "));
    }

    [Test]
    public void Budget_TooSmall_IsOutOfBudgetAndNoPass() =>
        Assert.That(Run(new ExploreAttribute { Budget = 10 }).Failure, Does.StartWith("out of budget: the budget of 10 states was met"));

    [Test]
    public void Workers_Several_GiveTheSameCertificate() =>
        Assert.That(Line(new ExploreAttribute { Broadcasts = 2, Workers = 4 }), Is.EqualTo(Line(new ExploreAttribute { Broadcasts = 2 })));

    [Test]
    public void Workers_Zero_AreRefused() =>
        Assert.That(Run(new ExploreAttribute { Workers = 0 }).Failure, Does.EndWith("Workers is 0: choose a value from 1 to 64."));

    [Test]
    public void Expect_WhatNeverHappens_IsVacuous()
    {
        var run = TestRun.Of(new ExploreAttribute { Broadcasts = 1 }, world =>
        {
            world.Expect(ExplorationWitness.RelayerCrashed);
            world.Check(AtomicBroadcast.All);
        });
        Assert.That(run.Failure, Does.StartWith("vacuous: never seen: RelayerCrashed"));
    }

    [Test]
    public void Crash_OfOnePeer_TriesFewerCrashesThanOfAny()
    {
        var one = Run(new ExploreAttribute { Broadcasts = 1 }, world => world.Crash(2));
        var any = Run(new ExploreAttribute { Broadcasts = 1, Crashes = 1 });
        Assert.That(Cuts(one), Is.GreaterThan(0).And.LessThan(Cuts(any)));
        Assert.That(
            Run(new ExploreAttribute { Crashes = 1 }, world => world.Crash(2)).Failure,
            Is.EqualTo("Crashes = 1 lets any peer do it, and Crash names peers: leave one of the two out."));
    }

    [Test]
    public void Leave_OfOnePeer_TriesFewerThanOfAny()
    {
        var one = Run(new ExploreAttribute { Broadcasts = 1 }, world => world.Peer(3).Leave());
        var any = Run(new ExploreAttribute { Broadcasts = 1, Leaves = 1 });
        Assert.That(States(one), Is.LessThan(States(any)));
    }

    [Test]
    public void CrashRelayer_ThatCannotHappen_IsVacuous()
    {
        var run = Run(new ExploreAttribute { Broadcasts = 1 }, world => world.CrashRelayer(afterSends: 1, ofRelay: 9));
        Assert.That(run.Failure, Does.StartWith("vacuous: never seen: the crash of the relayer after 1 sends of its relay 9"));
    }

    /// <summary>What a search prints first: its verdict, with what it visited.</summary>
    private static string Line(ExploreAttribute attribute) => Run(attribute).Output;

    private static TestRun Run(ExploreAttribute attribute, Action<World>? declare = null) => TestRun.Of(attribute, world =>
    {
        declare?.Invoke(world);
        world.Check(AtomicBroadcast.All);
    });

    private static int Cuts(TestRun run) => Number(run, "every crash cut: ");

    private static int States(TestRun run) => Number(run, "exhausted ");

    private static int Number(TestRun run, string after)
    {
        var text = run.Output.Split(after)[1];
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == ',').Where(char.IsAsciiDigit);
        return int.Parse(string.Concat(digits), System.Globalization.CultureInfo.InvariantCulture);
    }
}
