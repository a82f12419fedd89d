using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// No broadcast during synchronization: no peer of P sends a broadcast between its <c>entered-synchronization</c> and the finish of
/// the same epoch; it holds them. Judged at every prefix.
/// </summary>
public sealed class NoBroadcastDuringSynchronizationChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.NoBroadcastDuringSynchronization;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var p in run.Peers) Judge(p, story);
        return story.Judge();
    }

    private static void Judge(PeerHistory p, Story story)
    {
        int? phase = null;
        foreach (var e in p.Events)
        {
            if (e.Event == TraceEventKind.EnteredSynchronization) phase = e.Epoch;
            else if (SynchronizationPhase.IsFinish(e) && e.Epoch == phase) phase = null;
            else if (e.Event == TraceEventKind.SentBroadcast && phase is { } epoch) AddEarly(p, e.Id, epoch, story);
        }
    }

    private static void AddEarly(PeerHistory p, TraceId? id, int epoch, Story story) =>
        story.Add(() => $"{p} sent broadcast {id} while it was in the synchronization phase of epoch {epoch}");
}
