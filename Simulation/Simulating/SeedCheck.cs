using System.Globalization;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Determinism;

namespace Course.Simulation.Simulating;

/// <summary>
/// Two runs of equal options held against one another. Where they differ no verdict on either of them means anything; the answer names
/// the peer, the event and the field, and what in the application's assembly can be the reason.
/// </summary>
public sealed record SeedCheck
{
    private const int MostFindingsTold = 10;

    private SeedCheck(SimulationResult first) => First = first;

    /// <summary>The first of the two runs.</summary>
    public SimulationResult First { get; }

    /// <summary>
    /// The first difference in virtual time, one line with peer, event and field; where all traces are equal, that of the faults or of
    /// the counts. Null: the runs are equal.
    /// </summary>
    public string? Difference { get; private init; }

    /// <summary>
    /// What a scan finds in the assembly of that peer's application, its own class first; empty for equal runs, for an application of
    /// the kit, and where <see cref="NotScanned"/> says why.
    /// </summary>
    public IReadOnlyList<DeterminismFinding> Findings { get; private init; } = [];

    /// <summary>Why the application's assembly could not be scanned, in words; null if it was, or had not to be.</summary>
    public string? NotScanned { get; private init; }

    /// <summary>The difference and the first findings, a line each; null if the runs are equal.</summary>
    public string? Text
    {
        get
        {
            if (Difference is null) return null;
            List<string> lines = [Difference, .. Findings.Take(MostFindingsTold).Select(finding => finding.Text)];
            var more = Findings.Count - MostFindingsTold;
            if (more > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"… and {more} more"));
            if (NotScanned is not null) lines.Add(NotScanned);
            return string.Join('\n', lines);
        }
    }

    /// <summary>Compares two runs of equal options.</summary>
    public static SeedCheck Between(SimulationResult first, SimulationResult second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (FirstInTime(first, second) is var (index, difference)) return new SeedCheck(first) { Difference = difference }.Scan(index);
        if (OfRuns(first, second) is not { } other) return new SeedCheck(first);
        return new SeedCheck(first) { Difference = other }.Scan(0);
    }

    /// <summary>The difference that comes first in virtual time: those at other peers may follow from it.</summary>
    private static (int Peer, string Difference)? FirstInTime(SimulationResult first, SimulationResult second)
    {
        var places =
            from pair in Records(first).Zip(Records(second))
            let here = pair.First.Record.Events
            let there = pair.Second.Record.Events
            let place = here.Zip(there).TakeWhile(events => events.First == events.Second).Count()
            where place < here.Count || place < there.Count
            orderby Math.Min(TimeOf(here, place), TimeOf(there, place))
            select (pair.First.Peer, RunDifference.Between(pair.First.Record.Name, here, there)!);
        return places.Select(found => ((int, string)?)found).FirstOrDefault();
    }

    private static long TimeOf(IReadOnlyList<TraceEvent> events, int place) => place < events.Count ? events[place].Time : long.MaxValue;

    private static IEnumerable<(int Peer, PeerRecord Record)> Records(SimulationResult result) =>
    [
        .. result.Peers.Select((record, index) => (index, record)),
        .. result.Restarted.Select(process => (result.Peers.ToList().FindIndex(peer => peer.Name == process.Peer), process.Trace)),
    ];

    private static string? OfRuns(SimulationResult first, SimulationResult second) =>
        RunDifference.Between("the run", Values(first), Values(second));

    private static List<(string Label, string Value)> Values(SimulationResult result) =>
    [
        .. result.PeerFaults.Select(fault => ("exception", fault)),
        .. result.InjectedFaults.Select(fault => ("fault", fault)),
        ("steps", result.Steps.ToString(CultureInfo.InvariantCulture)),
        ("duration", DurationText.Of(result.Duration)),
    ];

    private SeedCheck Scan(int peer)
    {
        var application = First.Applications[peer].GetType();
        var assembly = application.Assembly;
        if (KitCode.Under(typeof(Simulator).Assembly).Contains(assembly)) return this;
        var name = assembly.GetName().Name;
        if (assembly.Location.Length == 0)
            return this with { NotScanned = $"{name} lies in no file, so it cannot be scanned for the reason. Build it as a project." };
        try
        {
            var findings = DeterminismScan.Scan(assembly.Location);
            return this with { Findings = [.. findings.OrderBy(finding => IsOf(application, finding.Type) ? 0 : 1)] };
        }
        catch (DeterminismScanException unreadable)
        {
            return this with { NotScanned = $"{name} cannot be scanned for the reason: {unreadable.Message}" };
        }
    }

    /// <summary>Whether a finding is about a class or one inside it.</summary>
    private static bool IsOf(Type application, string type)
    {
        var name = application.Name.Split('`')[0];
        for (var outer = application.DeclaringType; outer is not null; outer = outer.DeclaringType)
            name = $"{outer.Name.Split('`')[0]}.{name}";
        return type == name || type.StartsWith($"{name}.", StringComparison.Ordinal);
    }
}
