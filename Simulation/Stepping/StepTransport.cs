using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Simulation.Stepping;

/// <summary>
/// The edge of a stepped peer: what it sends is collected for whoever steps it, what it receives is handed in. Behaves as
/// <see cref="InMemoryTransport"/> does. On the thread that steps the peer only.
/// </summary>
internal sealed class StepTransport : ITransport
{
    private readonly IReadOnlyList<PeerName> _members;
    private readonly StepTrace _trace;
    private readonly List<(int To, LinkItem Item)> _sends = [];
    private readonly HashSet<PeerName> _closed = [];
    private PeerLoop? _loop;
    private ITransportEvents? _events;

    public StepTransport(PeerName self, IReadOnlyList<PeerName> members, StepTrace trace)
    {
        Self = self;
        _members = members;
        _trace = trace;
    }

    public PeerName Self { get; }

    /// <summary>Goodbye was said, or the others excluded this peer: it takes part in nothing more.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>How many items this step has sent so far.</summary>
    public int SentInStep => _sends.Count;

    /// <summary>Whether nothing from a peer is taken any more.</summary>
    public bool IsClosed(PeerName peer) => _closed.Contains(peer);

    public void Attach(PeerLoop loop, ITransportEvents events) => (_loop, _events) = (loop, events);

    public void Send(PeerName to, ReadOnlyMemory<byte> frame)
    {
        var sent = _trace.TakeSendTo(to.Value);
        if (HasLeft || _closed.Contains(to)) return;
        var item = new LinkItem(frame, null, "") { Sent = sent };
        if (to == Self) _loop!.Post(ThreadRole.Rpc, () => Receive(Self, item));
        else _sends.Add((IndexOf(to), item));
    }

    public void WaitForRoom(PeerName to, CancellationToken cancellation)
    {
        // Links have room for whatever the bounded peers above send.
    }

    public void Close(PeerName peer, string? farewell = null)
    {
        if (HasLeft || !_closed.Add(peer)) return;
        var reason = farewell is null ? LeaveReason.ConnectionLost : LeaveReason.Excluded;
        _sends.Add((IndexOf(peer), new LinkItem(default, reason, farewell ?? $"'{Self}' closed the link")));
    }

    public Task LeaveAsync()
    {
        if (!HasLeft) EndLinks(LeaveReason.Goodbye, $"'{Self}' said goodbye");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => new(LeaveAsync());

    public void Start(SessionStart session) => _events!.OnStarted(session);

    /// <summary>Nobody knows this peer: there is no link that could end.</summary>
    public void Refuse(string detail)
    {
        HasLeft = true;
        _events!.OnEnded(LeaveReason.Refused, detail);
    }

    public void Tick() => _events!.OnTick();

    public void Suspect(PeerName peer)
    {
        if (HasLeft || _closed.Contains(peer)) return;
        _events!.OnPeerLeft(peer, LeaveReason.Silent, $"'{peer}' was silent for longer than the bound");
    }

    public void Receive(PeerName from, LinkItem item)
    {
        if (HasLeft) return;
        if (item.End is LeaveReason.Excluded)
        {
            _events!.OnEnded(LeaveReason.Excluded, item.Detail);
            EndLinks(LeaveReason.ConnectionLost, $"'{Self}' was excluded");
        }
        else if (_closed.Contains(from))
        {
            return;
        }
        else if (item.End is { } reason)
        {
            _closed.Add(from);
            _events!.OnPeerLeft(from, reason, item.Detail);
        }
        else
        {
            _events!.OnFrame(from, item.Frame);
        }
    }

    /// <summary>What was sent since the last call.</summary>
    public IReadOnlyList<(int To, LinkItem Item)> TakeSends()
    {
        (int, LinkItem)[] sends = [.. _sends];
        _sends.Clear();
        return sends;
    }

    private void EndLinks(LeaveReason reason, string detail)
    {
        foreach (var peer in _members)
        {
            if (peer != Self && !_closed.Contains(peer)) _sends.Add((IndexOf(peer), new LinkItem(default, reason, detail)));
        }

        HasLeft = true;
    }

    private int IndexOf(PeerName peer)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i] == peer) return i;
        }

        throw new ArgumentException($"'{peer}' is no member of this session.");
    }
}
