using Course.Assignments.Sealed;
using Course.FaultTolerance;
using Course.Peers;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;
using Verdict = Course.Assignments.Running.Verdict;

namespace Course.Testing.Sealed;

/// <summary>Plays sealed scenarios with the simulator, judged by the checkers. Deterministic but for the guard of its parent.</summary>
public sealed class SealedPlayer : ISealedPlayer
{
    /// <inheritdoc/>
    public (Verdict Verdict, string Message) Play(SealedScenario scenario)
    {
        var report = Simulator.Run(OptionsOf(scenario)).Report;
        return report.Outcome == RunOutcome.Holds
            ? (Verdict.Passed, "")
            : (Verdict.Failed, $"{report.Outcome.ToString().ToLowerInvariant()}: {report.Reason}");
    }

    /// <summary>The scenario for the simulator.</summary>
    /// <exception cref="SealException">A number is out of range, or the fault script cannot be read.</exception>
    public static SimulationOptions OptionsOf(SealedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        try
        {
            var faultTolerance = new FaultToleranceOptions
            {
                Buffering = scenario.Buffering == "distributed" ? Buffering.Distributed : Buffering.Replicated,
                Window = scenario.Window,
                // Rule 10: acknowledging less often than every half window, the relayer would stand still.
                AcknowledgeEvery = Math.Clamp(scenario.Window / 4, 1, 256),
            };
            faultTolerance.Validate();
            var options = new SimulationOptions
            {
                Peers = scenario.Peers,
                Messages = scenario.Messages,
                Blueprint = new PeerBlueprint { Ordering = new Ordering { FaultTolerance = faultTolerance } },
                Faults = FaultScript.Parse(scenario.Faults, scenario.Name),
                Seed = scenario.Seed,
            };
            options.Validate();
            return options;
        }
        catch (Exception e) when (e is ArgumentException or FaultScriptException)
        {
            throw new SealException($"'{scenario.Name}': {e.Message}");
        }
    }
}
