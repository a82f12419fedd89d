using Course.Peers;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Examples;

/// <summary>
/// The closest peer fails: of the relays of one broadcast one has left when the relayer, to which everybody talks, dies. p1 relays; the
/// cut relay reaches p2 and misses p3 and p4.
/// </summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Sender">Whose broadcast is cut: a survivor's, which lacks its own words, or the relayer's own.</param>
/// <param name="Quick">The survivor that speaks at once in the new view; empty: nobody.</param>
public sealed record ClosestPeerCase(string Name, string Sender, string Quick)
{
    private const string CutWords = "cut";
    private static readonly string[] Survivors = ["p2", "p3", "p4"];

    /// <summary>The four cases.</summary>
    public static IReadOnlyList<ClosestPeerCase> All { get; } =
    [
        new("a survivor's message", "p3", ""),
        new("a survivor's message, and a survivor speaks at once", "p3", "p4"),
        new("the relayer's own message", "p1", ""),
        new("the relayer's own message, and a survivor speaks at once", "p1", "p4"),
    ];

    /// <summary>Plays the case in virtual time.</summary>
    /// <param name="ordering">Distributed or replicated buffering.</param>
    /// <param name="seed">Of the delays on the links.</param>
    public ClosestPeerRun Run(Ordering ordering, ulong seed = 1)
    {
        var result = Simulator.Run(new SimulationOptions
        {
            Peers = 4,
            Calls =
            [
                new TimedCall(TimeSpan.FromMilliseconds(10), "p2", "before"),
                new TimedCall(TimeSpan.FromMilliseconds(100), Sender, CutWords),
                new TimedCall(TimeSpan.FromSeconds(30), "p3", "after"),
            ],
            Faults = FaultScript.Parse("crash p1 after-sends 1 of relay 2"),
            Blueprint = new PeerBlueprint { Ordering = ordering, NewApplication = () => new Room(Quick) },
            Seed = seed,
        });
        var heard = result.Applications.Skip(1).Select(room => ((Room)room).Heard).ToList();
        return new ClosestPeerRun(heard, result.Report.Witness, Problems(result.Report, heard));
    }

    /// <summary>What the survivors must have heard, in this order; where nobody hurries, what is said at once is left out.</summary>
    public IReadOnlyList<string> Expected =>
        ["before", CutWords, .. Quick.Length == 0 ? (string[])[] : ["at once, now that p1 is gone"], "after"];

    private List<string> Problems(CheckReport report, List<IReadOnlyList<string>> heard)
    {
        List<string> problems = [];
        if (report.Outcome != RunOutcome.Holds) problems.Add(report.Reason);
        if (report.Witness.PartialMulticasts.Count == 0) problems.Add("no multicast was cut: the run shows nothing");
        problems.AddRange(Survivors.Zip(heard).Where(pair => !pair.Second.SequenceEqual(Expected)).Select(pair =>
            $"{pair.First} heard {string.Join(", ", pair.Second)} instead of {string.Join(", ", Expected)}"));
        return problems;
    }
}
