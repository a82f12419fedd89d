using Course.Rpc.Tracing;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>Whole peers in virtual time: without faults, and with crashes that cut every link at a prefix of its own.</summary>
public sealed class SimulatorTests
{
    [Test]
    public void Run_WithoutFaults_DeliversEverythingEverywhere([Values("Distributed", "Replicated")] string buffering)
    {
        var result = Simulator.Run(new SimulationOptions { Blueprint = Worlds.Blueprint(buffering), Messages = 103 });
        Worlds.Holds(result);
        var texts = result.Applications.Cast<BroadcastLog>().Select(log => log.Texts).ToList();
        Assert.That(texts[0], Has.Count.EqualTo(103));
        Assert.That(texts, Is.All.EqualTo(texts[0]));
    }

    [Test]
    public void Run_TwentyFivePeersAndFiveCrashesWith10Seeds_HoldsAndCutsMulticasts([Values("Distributed", "Replicated")] string buffering)
    {
        var (seedsWithCuts, fills) = (0, 0);
        for (var seed = 1; seed <= 10; seed++)
        {
            var result = Simulator.Run(Worlds.Crashes(buffering, seed));
            Worlds.Holds(result);
            Assert.That(result.Facts.Killed, Has.Count.EqualTo(5));
            if (result.Report.Witness.PartialMulticasts.Count > 0) seedsWithCuts++;
            fills += result.Report.Witness.Fills;
        }

        Assert.That(seedsWithCuts, Is.GreaterThan(0), "vacuous: no seed cut a multicast");
        Assert.That(fills, Is.GreaterThan(0), "vacuous: nothing had to be completed");
    }

    [Test]
    public void Run_ThatSeemsQuiet_GoesOnUntilARoundOfTicksChangesNothing()
    {
        var result = Simulator.Run(new SimulationOptions { Peers = 3, Messages = 9, SilenceBound = TimeSpan.FromSeconds(10) });
        Worlds.Holds(result);
        var acknowledged = result.Peers.SelectMany(peer => peer.Events).Where(e => e.Event == TraceEventKind.SentAcknowledgement).ToList();
        Assert.That(acknowledged.Select(e => e.Time), Is.All.GreaterThan(500_000), "who idles says at a tick what it has");
        Assert.That(acknowledged.Select(e => e.Peer), Is.EquivalentTo(new[] { "p2", "p3" }));
        Assert.That(result.Duration, Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6)));
    }
}
