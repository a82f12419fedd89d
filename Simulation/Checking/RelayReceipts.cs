using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// Which relays a peer took: received, and not discarded as a duplicate or as fenced (it came from a relayer that had left).
/// A relay that was delivered was taken, whatever else the trace says of it.
/// </summary>
internal sealed class RelayReceipts
{
    private readonly Dictionary<(int Epoch, long Sequence), int> _taken = [];

    /// <param name="p">The peer that received.</param>
    /// <param name="isAsked">The numbers that matter, so that a long trace is not kept twice.</param>
    public RelayReceipts(PeerHistory p, Func<(int Epoch, long Sequence), bool> isAsked)
    {
        foreach (var e in p.Events)
        {
            var weight = e.Event switch
            {
                TraceEventKind.ReceivedRelay => 1,
                TraceEventKind.Discarded when e.Id is not null => -1,
                // More than a trace can take back.
                TraceEventKind.Delivered => int.MaxValue / 2,
                _ => 0,
            };
            if (weight == 0 || e is not { Epoch: { } epoch, Sequence: { } sequence } || !isAsked((epoch, sequence))) continue;
            var known = _taken.GetValueOrDefault((epoch, sequence));
            _taken[(epoch, sequence)] = (int)Math.Min(int.MaxValue / 2, (long)known + weight);
        }
    }

    public bool HasTaken(int epoch, long sequence) => _taken.GetValueOrDefault((epoch, sequence)) > 0;
}
