using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// Which relays a peer took: received, and not discarded as a duplicate or as fenced (it came from a relayer that had left).
/// A relay that was delivered was taken, whatever else the trace says of it.
/// </summary>
/// <remarks>
/// On links that leave gaps, C may hold back relay 2 of A while relay 1 is on its way. If A dies and relay 1 with it, relay 2 is no part
/// of C's log: C reports nothing, and was right not to take it.
/// </remarks>
internal sealed class RelayReceipts
{
    private readonly Dictionary<(int Epoch, long Sequence), int> _taken = [];
    private readonly Dictionary<long, int> _undelivered = [];
    private long _lastDelivered;

    /// <param name="p">The peer that received.</param>
    /// <param name="isAsked">The numbers that matter, so that a long trace is not kept twice.</param>
    /// <param name="mayHoldBack">Links leave gaps: what waits behind one when the relayer leaves was not taken.</param>
    public RelayReceipts(PeerHistory p, Func<(int Epoch, long Sequence), bool> isAsked, bool mayHoldBack)
    {
        foreach (var e in p.Events)
        {
            if (mayHoldBack) FollowGaps(e);
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

    private void FollowGaps(in TraceEvent e)
    {
        if (e.Event == TraceEventKind.EnteredSynchronization)
        {
            var next = _lastDelivered + 1;
            while (_undelivered.ContainsKey(next)) next++;
            foreach (var (sequence, epoch) in _undelivered.Where(received => received.Key > next)) _taken.Remove((epoch, sequence));
            _undelivered.Clear();
        }

        if (e is not { Epoch: { } of, Sequence: { } number }) return;
        if (e.Event == TraceEventKind.ReceivedRelay && number > _lastDelivered) _undelivered[number] = of;
        if (e.Event is TraceEventKind.Discarded or TraceEventKind.Delivered) _undelivered.Remove(number);
        if (e.Event == TraceEventKind.Delivered) _lastDelivered = Math.Max(_lastDelivered, number);
    }

    public bool HasTaken(int epoch, long sequence) => _taken.GetValueOrDefault((epoch, sequence)) > 0;
}
