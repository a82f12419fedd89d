using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Simulation.Viewing;

/// <summary>
/// Happens-before of a run: a peer's events in the order of its trace, and each send before its receive. A receive belongs to the send
/// of the same kind of message with the same number on the same directed link. A message without a number, or whose send no trace
/// holds, gives no order.
/// </summary>
public sealed class HappensBefore
{
    private readonly Dictionary<EventPlace, EventPlace> _sends = [];

    /// <param name="peers">The traces; no two of the same peer.</param>
    public HappensBefore(IReadOnlyList<PeerRecord> peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        Peers = peers;
        JoinReceivesTo(NumberedSends());
    }

    /// <summary>The traces that this is of.</summary>
    public IReadOnlyList<PeerRecord> Peers { get; }

    /// <summary>The event at a place.</summary>
    public TraceEvent this[EventPlace place] => Peers[place.Peer].Events[place.Index];

    /// <summary>The send of a received message; null where no trace holds it, and for an event that receives nothing.</summary>
    public EventPlace? SendOf(EventPlace receive) => _sends.TryGetValue(receive, out var send) ? send : null;

    private Dictionary<MessageKey, EventPlace> NumberedSends()
    {
        var sends = new Dictionary<MessageKey, EventPlace>();
        foreach (var (place, e) in Events())
        {
            if (e is not { Link: { } link, To: { } to } || MessageKinds.ReceiptOf(e.Event) is not { } receipt) continue;
            // A line comes before its frame. Where the transport then refused the frame, the number is given again, and the last counts.
            sends[new MessageKey(Peers[place.Peer].Name, to, link, receipt)] = place;
        }

        return sends;
    }

    private void JoinReceivesTo(Dictionary<MessageKey, EventPlace> sends)
    {
        foreach (var (place, e) in Events())
        {
            if (e is not { Link: { } link, From: { } from } || !MessageKinds.IsReceive(e.Event)) continue;
            if (sends.TryGetValue(new MessageKey(from, Peers[place.Peer].Name, link, e.Event), out var send)) _sends.Add(place, send);
        }
    }

    private IEnumerable<(EventPlace Place, TraceEvent Event)> Events() =>
        Peers.SelectMany((peer, number) => peer.Events.Select((e, index) => (new EventPlace(number, index), e)));

    private readonly record struct MessageKey(string From, string To, int Link, TraceEventKind Receipt);
}
