using Course.Peers;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>Scenarios that several fixtures run, and the judgement on them.</summary>
internal static class Worlds
{
    public static PeerBlueprint Blueprint(string buffering) =>
        new() { Ordering = buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated };

    /// <summary>25 peers, five of which crash somewhere.</summary>
    public static SimulationOptions Crashes(string buffering, int seed) => new()
    {
        Peers = 25,
        Messages = 250,
        Blueprint = Blueprint(buffering),
        Faults = FaultScript.Parse("crash 5 random"),
        Seed = (ulong)seed,
    };

    /// <summary>Judges a run, in which nobody may have met an error.</summary>
    public static void Holds(SimulationResult result)
    {
        Assert.That(result.PeerFaults, Is.Empty);
        Assert.That(
            result.Report.Outcome, Is.EqualTo(RunOutcome.Holds), () => string.Join("\n", [
                result.Report.Reason, .. result.InjectedFaults, .. result.Report.Verdicts.SelectMany(verdict => verdict.Story)]));
    }
}
