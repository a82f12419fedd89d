using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>Who waits for whom, as far as traces can tell. For stories only: no verdict hangs on the words.</summary>
internal static class Waits
{
    /// <summary>Why a peer is still in the synchronization phase of an epoch.</summary>
    public static string ForSynchronization(RunHistory run, PeerHistory p, int epoch)
    {
        var report = p.Events.LastOrDefault(e => e.Event == TraceEventKind.SentReport && e.Epoch == epoch);
        if (report.To is null) return ForReports(run, p, epoch);
        var waits = $"{p.Name} waits for the finish of {report.To}";
        if (run.Find(report.To) is not { } relayer) return waits;
        if (!relayer.IsCorrect) return $"{waits}, which is gone ({relayer.Fate.ToString().ToLowerInvariant()})";
        return relayer.Events.Any(e => e.Event == TraceEventKind.SentFinishSynchronization && e.Epoch == epoch && e.To == p.Name)
            ? $"{waits}, which sent it"
            : $"{waits}, and {ForReports(run, relayer, epoch)}";
    }

    /// <summary>What holds up a relayer that received broadcasts and numbers none.</summary>
    public static string ForAcknowledgements(RunHistory run, PeerHistory relayer, int epoch)
    {
        var numbered = 0L;
        var acknowledged = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var e in relayer.Events)
        {
            if (e.Epoch != epoch || e.Sequence is not { } sequence) continue;
            if (e.Event == TraceEventKind.SentRelay) numbered = Math.Max(numbered, sequence);
            if (e is { Event: TraceEventKind.ReceivedAcknowledgement, From: { } from })
                acknowledged[from] = Math.Max(acknowledged.GetValueOrDefault(from), sequence);
        }

        var behind = Others(run, relayer).Where(name => acknowledged.GetValueOrDefault(name) < numbered).ToList();
        return behind.Count == 0
            ? $"{relayer.Name} has every acknowledgement and numbers nothing"
            : $"{relayer.Name} waits for the acknowledgement of ({epoch}, {numbered}) from {string.Join(", ", behind)}";
    }

    private static string ForReports(RunHistory run, PeerHistory relayer, int epoch)
    {
        var reported = relayer.Events
            .Where(e => e.Event == TraceEventKind.ReceivedReport && e.Epoch == epoch)
            .Select(e => e.From)
            .ToHashSet(StringComparer.Ordinal);
        var missing = Others(run, relayer).Where(name => !reported.Contains(name)).ToList();
        return missing.Count == 0
            ? $"{relayer.Name} has the report of every live member and sent no finish"
            : $"{relayer.Name} waits for the report of {string.Join(", ", missing)}";
    }

    /// <summary>The other members that a peer has not seen leave.</summary>
    private static IEnumerable<string> Others(RunHistory run, PeerHistory p)
    {
        var left = p.Events.Where(e => e.Event == TraceEventKind.ProcessLeft).Select(e => e.From).ToHashSet(StringComparer.Ordinal);
        return run.Peers.Where(q => q != p && !left.Contains(q.Name)).Select(q => q.ToString());
    }
}
