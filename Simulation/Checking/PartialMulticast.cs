using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>A numbered broadcast that the death of its relayer cut: it reached some of those who outlived the relayer, not all.</summary>
/// <param name="Relayer">Who relayed it and died.</param>
/// <param name="Epoch">Epoch of the relayer.</param>
/// <param name="Sequence">The number that was cut.</param>
/// <param name="Id">The broadcast.</param>
/// <param name="Reached">Peers that received the relay before they saw the relayer leave.</param>
/// <param name="Missed">Peers that saw the relayer leave without it.</param>
/// <param name="IsCompleted">Whether every peer of C delivered the broadcast in the end.</param>
public sealed record PartialMulticast(
    string Relayer,
    int Epoch,
    long Sequence,
    TraceId Id,
    IReadOnlyList<string> Reached,
    IReadOnlyList<string> Missed,
    bool IsCompleted)
{
    /// <summary>The cut multicasts of one relayer that is not of C. Fills are not counted: who needs none gets none.</summary>
    internal static IEnumerable<PartialMulticast> Of(RunHistory run, PeerHistory relayer)
    {
        var numbered = Numbered(relayer);
        if (numbered.Count == 0) yield break;
        var heirs = run.Peers
            .Where(q => q != relayer && (q.IsCorrect || q.Events.Any(e => IsLeaving(e, relayer))))
            .Select(q => (q.Name, Last: LastReceived(q, relayer)))
            .ToList();
        foreach (var relay in numbered)
        {
            if (relay is not { Epoch: { } epoch, Sequence: { } sequence, Id: { } id }) continue;
            var reached = heirs.Where(q => q.Last >= sequence).Select(q => q.Name).ToList();
            if (reached.Count == 0 || reached.Count == heirs.Count) continue;
            var missed = heirs.Where(q => q.Last < sequence).Select(q => q.Name).ToList();
            var isCompleted = run.Correct.All(q => q.Deliveries.Any(delivery => delivery.Id == id));
            yield return new PartialMulticast(relayer.Name, epoch, sequence, id, reached, missed, isCompleted);
        }
    }

    /// <summary>One sent-relay of each number that the relayer gave itself.</summary>
    private static List<TraceEvent> Numbered(PeerHistory relayer)
    {
        var (relays, isSynchronizing) = (new List<TraceEvent>(), false);
        foreach (var e in relayer.Events)
        {
            if (e.Event == TraceEventKind.EnteredSynchronization) isSynchronizing = true;
            if (e.Event == TraceEventKind.ReceivedFinishSynchronization) isSynchronizing = false;
            var isNew = e.Event == TraceEventKind.SentRelay && (relays.Count == 0 || e.Sequence > relays[^1].Sequence);
            if (isNew && !isSynchronizing) relays.Add(e);
        }

        return relays;
    }

    private static long LastReceived(PeerHistory q, PeerHistory relayer)
    {
        var last = 0L;
        foreach (var e in q.Events)
        {
            if (IsLeaving(e, relayer)) break;
            if (e is { Event: TraceEventKind.ReceivedRelay, Sequence: { } sequence } && e.From == relayer.Name) last = sequence;
        }

        return last;
    }

    private static bool IsLeaving(in TraceEvent e, PeerHistory relayer) =>
        e.Event == TraceEventKind.ProcessLeft && e.From == relayer.Name;
}
