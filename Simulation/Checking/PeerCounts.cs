using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>One row of the table that goes with a verdict.</summary>
/// <param name="Peer">The peer's name.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Sent">Its own broadcasts, each counted once.</param>
/// <param name="Delivered">Messages delivered here.</param>
/// <param name="Discarded">Messages that were not expected.</param>
/// <param name="SynchronizationMicroseconds">Time spent in synchronization phases that were finished.</param>
/// <param name="DeliveredAfterEnd">Deliveries after the session had ended for this peer; an excluded one may make none.</param>
public sealed record PeerCounts(
    string Peer, PeerFate Fate, int Sent, int Delivered, int Discarded, long SynchronizationMicroseconds, int DeliveredAfterEnd)
{
    internal static PeerCounts Of(PeerHistory p) => new(
        p.Name,
        p.Fate,
        p.Broadcasts.Count,
        p.Deliveries.Count,
        p.Events.Count(e => e.Event == TraceEventKind.Discarded),
        SynchronizationPhase.Of(p).Sum(phase => (phase.FinishedAt ?? phase.EnteredAt) - phase.EnteredAt),
        p.DeliveredAfterEnd);
}
