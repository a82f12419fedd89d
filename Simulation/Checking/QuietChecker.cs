using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// Quiet: at the end no frame is in flight between peers of C, every queue of C is empty, and nobody in C is synchronizing. A run
/// that did not become quiet hangs, and its story names who waits for whom as far as the traces can tell.
/// </summary>
/// <remarks>
/// A message that nobody holds any more is lost, not waited for: that is a matter of validity and agreement. So a broadcast counts as
/// waiting only while the last thing known of it is a frame on its way or an entry in a queue, with nothing later gone past it.
/// </remarks>
public sealed class QuietChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.Quiet;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        if (run.Facts.Hang is { } hang) story.Add(() => $"the guard ended the run: {hang}");
        foreach (var p in run.Correct)
        {
            if (p.EndedByFault) story.Add(() => $"{p} ended its session before the run was over: {p.EndReason}");
            var phases = SynchronizationPhase.Of(p);
            if (phases.Count > 0 && phases[^1].FinishedAt is null)
                story.Add(() => Waits.ForSynchronization(run, p, phases[^1].Epoch));
            else
                JudgeBroadcasts(run, p, story);
            JudgeRelays(run, p, story);
        }

        return story.Judge();
    }

    private static void JudgeBroadcasts(RunHistory run, PeerHistory p, Story story)
    {
        var pending = p.Broadcasts.Where(broadcast => p.PositionOf(broadcast.Number) < 0).ToList();
        if (pending.Count == 0) return;
        var oldest = pending[0].Id;
        if (WaitOf(run, p, oldest) is not { } wait) return;
        story.Add(() => $"{p} waits for its own broadcast {oldest}"
            + $"{(pending.Count > 1 ? $" (and {pending.Count - 1} more)" : "")}: {wait}");
    }

    private static string? WaitOf(RunHistory run, PeerHistory p, TraceId id)
    {
        var sent = p.Events.LastOrDefault(e => e.Event == TraceEventKind.SentBroadcast && e.Id == id);
        if (sent is not { To: { } to, Epoch: { } epoch } || run.Find(to) is not { } relayer) return null;
        if (SynchronizationPhase.Of(p).Any(phase => phase.Epoch > epoch)) return null;
        if (!relayer.IsCorrect)
        {
            return p.Events.Any(e => e.Event == TraceEventKind.ProcessLeft && e.From == to)
                ? null
                : $"sent to {relayer}, which {p.Name} has not seen leave";
        }

        var later = relayer.Events.Any(e => e.Epoch == epoch && e.Id is { } other && other.Host == id.Host && other.Local > id.Local);
        if (later) return null;
        var known = relayer.Events.Where(e => e.Id == id && e.Epoch == epoch).Select(e => e.Event).ToHashSet();
        if (known.Contains(TraceEventKind.Discarded) || known.Contains(TraceEventKind.SentRelay)) return null;
        return known.Contains(TraceEventKind.ReceivedBroadcast)
            ? Waits.ForAcknowledgements(run, relayer, epoch)
            : $"on its way from {p.Name} to {to}, which never received it";
    }

    /// <summary>The last relay from a live relayer to each live peer must have come in.</summary>
    private static void JudgeRelays(RunHistory run, PeerHistory relayer, Story story)
    {
        var lastTo = new Dictionary<string, TraceEvent>(StringComparer.Ordinal);
        foreach (var e in relayer.Events)
        {
            if (e is { Event: TraceEventKind.SentRelay, To: { } to } && to != relayer.Name) lastTo[to] = e;
        }

        foreach (var (to, relay) in lastTo)
        {
            if (run.Find(to) is not { IsCorrect: true } q || HasCome(q, relay)) continue;
            story.Add(() => $"relay ({relay.Epoch}, {relay.Sequence}) of {relay.Id} is on its way from {relayer.Name} to {q.Name}, "
                + $"and {q.Name} waits for it");
        }
    }

    private static bool HasCome(PeerHistory q, TraceEvent relay)
    {
        for (var i = q.Events.Count - 1; i >= 0; i--)
        {
            var e = q.Events[i];
            if (e.Event is TraceEventKind.ReceivedRelay or TraceEventKind.Delivered or TraceEventKind.Discarded
                && e.Sequence == relay.Sequence && e.Epoch == relay.Epoch)
            {
                return true;
            }
        }

        return false;
    }
}
