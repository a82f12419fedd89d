using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Simulation.Viewing;

/// <summary>
/// Which received message a <c>discarded</c> line is about: the last one before it at its peer, from the same sender, of the same
/// broadcast and number.
/// </summary>
internal sealed class Discards
{
    private readonly Dictionary<EventPlace, EventPlace> _receives = [];

    public Discards(IReadOnlyList<PeerRecord> peers)
    {
        for (var peer = 0; peer < peers.Count; peer++) Read(peer, peers[peer].Events);
    }

    /// <summary>The receive that a discard drops; null for another event, and where there is none.</summary>
    public EventPlace? ReceiveOf(EventPlace discard) => _receives.TryGetValue(discard, out var receive) ? receive : null;

    private void Read(int peer, IReadOnlyList<TraceEvent> events)
    {
        var received = new Dictionary<(string? From, TraceId? Id, long? Sequence), int>();
        for (var index = 0; index < events.Count; index++)
        {
            var e = events[index];
            var message = (e.From, e.Id, e.Sequence);
            if (MessageKinds.IsReceive(e.Event)) received[message] = index;
            else if (e.Event == TraceEventKind.Discarded && received.Remove(message, out var receive))
                _receives.Add(new EventPlace(peer, index), new EventPlace(peer, receive));
        }
    }
}
