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
    public void Run_TwentyFivePeersAndFiveCrashes_EveryGuaranteeHolds(
        [Values("Distributed", "Replicated")] string buffering, [Range(1, 10)] int seed)
    {
        var result = Simulator.Run(Worlds.Crashes(buffering, seed));
        Worlds.Holds(result);
        Assert.That(result.Facts.Killed, Has.Count.EqualTo(5));
    }
}
