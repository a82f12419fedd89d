using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// One stay of a peer in the synchronization phase. It ends with the peer's finish of the same epoch: it received finish (the
/// master's own included), or, for the new relayer, sent finish to somebody.
/// </summary>
/// <param name="Epoch">The epoch that was entered.</param>
/// <param name="EnteredAt">Time of entering, in microseconds of this peer.</param>
/// <param name="FinishedAt">Time of the finish; null if the phase has none.</param>
internal sealed record SynchronizationPhase(int Epoch, long EnteredAt, long? FinishedAt)
{
    /// <summary>The phases of a peer, in order. One that a further failure cut short has no finish.</summary>
    public static IReadOnlyList<SynchronizationPhase> Of(PeerHistory p)
    {
        var phases = new List<SynchronizationPhase>();
        foreach (var e in p.Events)
        {
            if (e is { Event: TraceEventKind.EnteredSynchronization, Epoch: { } epoch })
                phases.Add(new SynchronizationPhase(epoch, e.Time, null));
            else if (IsFinish(e) && phases.Count > 0 && phases[^1].FinishedAt is null && phases[^1].Epoch == e.Epoch)
                phases[^1] = phases[^1] with { FinishedAt = e.Time };
        }

        return phases;
    }

    public static bool IsFinish(in TraceEvent e) =>
        e.Event is TraceEventKind.ReceivedFinishSynchronization or TraceEventKind.SentFinishSynchronization;
}
