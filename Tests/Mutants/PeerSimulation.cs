using Course.Peers;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Mutants;

/// <summary>A driver: seeded runs of many whole peers in virtual time, with crashes at random moments that cut links at random.</summary>
public static class PeerSimulation
{
    private const int Peers = 25;
    private const int Messages = 60;
    private const string Faults = "crash 5 random";

    /// <param name="argument">How many seeds under each buffering, from 1; then the words of <see cref="MutantNeeds"/>.</param>
    /// <returns>Empty, or what is broken and the seed in parentheses.</returns>
    public static string Run(string argument)
    {
        var words = argument.Split(' ', 2);
        var needs = MutantNeeds.Parse(words[1]);
        for (var seed = 1; seed <= int.Parse(words[0]); seed++)
        {
            foreach (var buffering in needs.Bufferings)
            {
                var wrong = Run(needs, buffering, (ulong)seed);
                if (wrong.Length > 0) return $"{wrong} (seed {seed} under {buffering} buffering)";
            }
        }

        return "";
    }

    private static string Run(MutantNeeds needs, Buffering buffering, ulong seed)
    {
        var result = Simulator.Run(new SimulationOptions
        {
            Peers = Peers,
            Messages = Messages,
            Blueprint = new PeerBlueprint { Ordering = new Ordering { FaultTolerance = needs.OptionsUnder(buffering) } },
            Links = new LinkOptions
            {
                Order = needs.Links,
                Duplication = needs.Links == LinkOrder.Unordered ? 0.01 : 0,
                Variation = TimeSpan.FromMilliseconds(4),
            },
            Faults = FaultScript.Parse(Faults, "seeded run"),
            Seed = seed,
            MaximumSteps = 2_000_000,
        });
        if (result.PeerFaults.Count > 0) return $"{Mutant.ProtocolViolation}: {result.PeerFaults[0]}";
        return result.Report.Outcome is RunOutcome.Violated or RunOutcome.Hang ? result.Report.Reason : "";
    }
}
