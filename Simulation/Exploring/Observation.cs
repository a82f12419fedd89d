using Course.Rpc.Tracing;
using Course.Simulation.Fingerprints;

namespace Course.Simulation.Exploring;

/// <summary>
/// What the checkers can see of a peer's history, in its order: nodes that differ in it are never merged. Everything that
/// <c>Simulation/Checking</c> reads for a verdict is here; what it reads for its stories only (acknowledgements, reports, who heard of
/// whose leave) is not.
/// </summary>
internal sealed class Observation(bool countsMessages)
{
    /// <summary>With a cost budget every message counts, and whether a peer sent it to itself.</summary>
    private bool IsSeen(TraceEventKind kind) => (countsMessages && IsMessage(kind)) || kind
        is TraceEventKind.SentBroadcast
        or TraceEventKind.HeldBroadcast
        or TraceEventKind.SentRelay
        or TraceEventKind.ReceivedRelay
        or TraceEventKind.Delivered
        or TraceEventKind.Discarded
        or TraceEventKind.EnteredSynchronization
        or TraceEventKind.SentFinishSynchronization
        or TraceEventKind.ReceivedFinishSynchronization
        or TraceEventKind.BecameRelayer
        or TraceEventKind.SessionEnded;

    /// <summary>Writes what is seen of one event; nothing for an event that is not seen.</summary>
    public void Write(CanonicalWriter writer, in TraceEvent e)
    {
        if (!IsSeen(e.Event)) return;
        // That a broadcast or a finish is sent counts, not to whom: neither is judged by it. A discard counts where it undoes a receipt.
        if (e is { Event: TraceEventKind.Discarded, Sequence: null }) return;
        writer.Write((byte)e.Event);
        writer.Write(e.Epoch ?? -1);
        writer.Write(e.Sequence ?? -1);
        writer.Write(e.Id?.Host);
        writer.Write(e.Id?.Local ?? -1);
        writer.Write(e.Digest);
        if (e.Event == TraceEventKind.SessionEnded) writer.Write(e.Detail);
        if (!countsMessages || e.To is null) return;
        writer.Write((byte)(e.To == e.Peer ? 1 : 0));
        writer.Write(e.Detail);
    }

    private static bool IsMessage(TraceEventKind kind) =>
        kind is TraceEventKind.SentAcknowledgement or TraceEventKind.SentReport;
}
