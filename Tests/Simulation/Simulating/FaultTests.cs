using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;

namespace Course.Tests.Simulation.Simulating;

/// <summary>Each kind of fault, seen happening, and what the reference makes of it.</summary>
public sealed class FaultTests
{
    private static SimulationResult Run(string script, string buffering = "Replicated", ulong seed = 1, int messages = 2000) =>
        Simulator.Run(new SimulationOptions
        {
            Messages = messages,
            Pause = TimeSpan.FromMilliseconds(50),
            Blueprint = Worlds.Blueprint(buffering),
            Faults = FaultScript.Parse(script),
            Seed = seed,
        });

    [Test]
    public void Crash_At10PlacesWithEachSeedsCuts_HoldsAndCutsMulticasts([Values("Distributed", "Replicated")] string buffering)
    {
        var (cut, completed) = (0, 0);
        for (var seed = 1; seed <= 20; seed++)
        {
            var result = Simulator.Run(new SimulationOptions
            {
                Peers = 6,
                Blueprint = Worlds.Blueprint(buffering),
                Faults = FaultScript.Parse($"at {seed}ms crash relayer\nat {seed + 2}ms crash relayer\ncrash 2 random"),
                Seed = (ulong)seed,
            });
            Worlds.Holds(result);
            Assert.That(result.Facts.Killed, Has.Count.EqualTo(4), $"seed {seed}");
            cut += result.Report.Witness.PartialMulticasts.Count > 0 ? 1 : 0;
            completed += result.Report.Witness.Fills > 0 ? 1 : 0;
        }

        Assert.That((cut, completed), Is.GreaterThan((0, 0)), "vacuous: no seed cut a multicast");
        Assert.That(completed, Is.GreaterThan(0), "vacuous: nothing was filled");
    }

    [Test]
    public void CrashInRelay_AfterTwoSends_ReachesExactlyTwo([Values("p1", "relayer")] string who, [Range(0, 4)] int sends)
    {
        var result = Run($"crash {who} after-sends {sends} of relay 100", messages: 500);
        Worlds.Holds(result);
        Assert.That(result.InjectedFaults.Single(), Does.Contain($"p1 crashed: {sends} sends of its relay 100 had left"));
        var last = result.Peers[0].Events.Where(e => e is { Event: TraceEventKind.SentRelay, Sequence: 100 }).ToList();
        Assert.That(last, Has.Count.EqualTo(Math.Max(sends, 1)), "the line of a send that never left may stand there, of later ones not");
        Assert.That(result.Peers[0].Events[^1], Is.EqualTo(last[^1]), "nothing was written after it");
        var partial = result.Report.Witness.PartialMulticasts.Select(multicast => (multicast.Sequence, multicast.Reached.Count));
        Assert.That(partial, sends is 0 or 4 ? Is.Empty : Is.EqualTo(new[] { (100L, sends) }));
    }

    [Test]
    public void Hang_LongerThanTheBound_RelayerIsExcludedAndEndsInWords([Values("Distributed", "Replicated")] string buffering)
    {
        var result = Run("at 1s hang relayer for 8s", buffering);
        Worlds.Holds(result);
        var relayer = result.Peers[0].Events;
        Assert.That(result.Report.Witness.Excluded, Is.EqualTo(new[] { "p1" }));
        Assert.That(relayer.Where(e => e.Time is > 1_000_000 and < 9_000_000), Is.Empty, "it stood still");
        var ended = relayer.Single(e => e.Event == TraceEventKind.SessionEnded);
        Assert.That(ended.Detail, Does.Contain("slept 8.0 s, longer than the bound of 5 s").And.Contain("Start it again"));
        Assert.That(relayer.Where(e => e.Event == TraceEventKind.Delivered && e.Time > 1_000_000), Is.Empty);
        Assert.That(result.Report.Witness.LastEpoch, Is.EqualTo(2));
        Assert.That(Left(result, "p1").Select(e => e.Time), Is.All.InRange(6_000_000, 7_010_000).And.Exactly(4).Items);
    }

    [Test]
    public void Hang_ShorterThanTheBound_NobodyIsExcludedAndNothingIsLost([Values("Distributed", "Replicated")] string buffering)
    {
        var result = Run("at 1s hang p1 for 4.9s\nat 1s hang p4 for 2s", buffering);
        Worlds.Holds(result);
        Assert.That(result.Network.Stalled, Is.GreaterThan(10));
        Assert.That(result.Peers.SelectMany(peer => peer.Events).Where(e => e.Event == TraceEventKind.ProcessLeft), Is.Empty);
        Assert.That(result.Report.Peers.Select(peer => peer.Delivered), Is.All.EqualTo(2000));
    }

    [Test]
    public void Partition_HealedWithinTheBound_Holds([Values("Distributed", "Replicated")] string buffering)
    {
        var result = Run("at 1s partition p1 p2 | p3 p4 p5\nat 5.5s heal", buffering);
        Worlds.Holds(result);
        Assert.That(result.Network.Stalled, Is.GreaterThan(10));
        Assert.That(result.Report.Witness.LastEpoch, Is.EqualTo(1));
        Assert.That(result.Report.Peers.Select(peer => peer.Delivered), Is.All.EqualTo(2000));
        var relays = result.Peers[3].Events.Where(e => e.Event == TraceEventKind.ReceivedRelay).Select(e => e.Time);
        Assert.That(relays.Where(time => time is > 1_002_000 and < 5_500_000), Is.Empty, "nothing crossed the cut");
    }

    [Test]
    public void Partition_LongerThanTheBound_ExcludesBothSidesAndEnds()
    {
        var result = Run("at 1s partition p1 p2\nat 8s heal");
        Assert.That(result.Report.Witness.Excluded, Is.Not.Empty);
        Assert.That(result.Report.Witness.LastEpoch, Is.EqualTo(3), "p3 leads the other side");
        Assert.That(result.Report.Outcome, Is.Not.EqualTo(RunOutcome.Holds).And.Not.EqualTo(RunOutcome.Hang));
    }

    [Test]
    public void Partition_OnLossyLinks_LosesWhatMeetsIt()
    {
        var options = new SimulationOptions
        {
            Messages = 200,
            Links = new LinkOptions { Loss = 1e-9 },
            Faults = FaultScript.Parse("at 10ms partition p5\nat 1s heal"),
        };
        var result = Simulator.Run(options);
        Assert.That(result.Network.Lost, Is.GreaterThan(10));
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Hang));
    }

    [Test]
    public void Leave_OfRelayerAndClient_Holds([Values("Distributed", "Replicated")] string buffering)
    {
        var result = Run("at 300ms leave p4\nat 500ms leave relayer", buffering);
        Worlds.Holds(result);
        Assert.That(result.Facts.Left, Is.EquivalentTo(new[] { "p1", "p4" }));
        Assert.That(Left(result, "p1").Select(e => e.Detail), Has.Some.Contain("said goodbye"));
    }

    [Test]
    public void Crash_WithADetectionDelay_IsSeenThatMuchLater()
    {
        var options = new SimulationOptions
        {
            Peers = 3,
            DetectionDelay = TimeSpan.FromSeconds(1),
            Faults = FaultScript.Parse("at 5ms crash p1"),
        };
        var result = Simulator.Run(options);
        Worlds.Holds(result);
        Assert.That(Left(result, "p1").Select(e => e.Time), Is.All.InRange(1_005_000, 1_010_000).And.Exactly(2).Items);
        Assert.That(Left(result, "p1").Select(e => e.Detail), Is.All.Contain("the connection to 'p1' was lost"));
    }

    [TestCase("crash p1 after-sends 1 of relay 5000", "'crash p1 after-sends 1 of relay 5000'")]
    [TestCase("at 1ms crash p2\nat 1s leave p2", "'at 1s leave p2'")]
    [TestCase("crash 5 random", "'crash 1 random'")]
    public void Fault_ThatCannotHappen_MakesTheRunVacuous(string script, string named)
    {
        var result = Run(script, messages: 50);
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Vacuous));
        Assert.That(result.Report.Reason, Does.Contain(named));
    }

    private static IEnumerable<TraceEvent> Left(SimulationResult result, string who) =>
        result.Peers.SelectMany(peer => peer.Events).Where(e => e.Event == TraceEventKind.ProcessLeft && e.From == who);
}
