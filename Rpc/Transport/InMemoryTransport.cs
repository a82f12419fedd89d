using Course.Rpc.Loops;
using Course.Rpc.Sessions;

namespace Course.Rpc.Transport;

/// <summary>One peer's end of an <see cref="InMemoryNetwork"/>.</summary>
public sealed class InMemoryTransport : ITransport
{
    private readonly InMemoryNetwork _network;
    private readonly HashSet<PeerName> _closed = [];
    private PeerLoop? _loop;
    private ITransportEvents? _events;
    private bool _left;

    internal InMemoryTransport(InMemoryNetwork network, PeerName self)
    {
        _network = network;
        Self = self;
    }

    /// <inheritdoc/>
    public PeerName Self { get; }

    /// <summary>Whether the network has crashed this peer.</summary>
    public bool HasCrashed { get; private set; }

    /// <inheritdoc/>
    public void Attach(PeerLoop loop, ITransportEvents events)
    {
        if (_loop is not null)
        {
            throw new InvalidOperationException($"The transport of '{Self}' has a receiver already. Make one transport for each peer.");
        }

        _events = events;
        _loop = loop;
        var admit = loop.Admit;
        loop.Admit = () => !HasCrashed && admit?.Invoke() != false;
    }

    /// <inheritdoc/>
    public void Send(PeerName to, ReadOnlyMemory<byte> frame)
    {
        if (_left || HasCrashed || _closed.Contains(to)) return;
        if (to == Self) Post(Self, new InMemoryLinkItem(frame, null, ""));
        else _network.Carry(Self, to, new InMemoryLinkItem(frame, null, ""));
    }

    /// <inheritdoc/>
    public void WaitForRoom(PeerName to, CancellationToken cancellation)
    {
        // Links in memory are as long as their sender makes them; the peers above bound what they send.
    }

    /// <inheritdoc/>
    public void Close(PeerName peer, string? farewell = null)
    {
        if (_left || !_closed.Add(peer)) return;
        var reason = farewell is null ? LeaveReason.ConnectionLost : LeaveReason.Excluded;
        _network.Carry(Self, peer, new InMemoryLinkItem(default, reason, farewell ?? $"'{Self}' closed the link"));
    }

    /// <inheritdoc/>
    public Task LeaveAsync()
    {
        if (_left || HasCrashed) return Task.CompletedTask;
        _left = true;
        _network.EndLinks(Self, LeaveReason.Goodbye, $"'{Self}' said goodbye");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(LeaveAsync());

    internal void Crash() => HasCrashed = true;

    internal void Start(SessionStart start) => Loop.Post(ThreadRole.Select, () => _events!.OnStarted(start));

    internal void Tick() => Loop.Post(ThreadRole.Select, () => _events!.OnTick());

    internal void Post(PeerName from, InMemoryLinkItem item) =>
        Loop.Post(item.End is null ? ThreadRole.Rpc : ThreadRole.Select, new Arrival(this, from, item));

    private PeerLoop Loop => _loop
        ?? throw new InvalidOperationException($"The transport of '{Self}' has no receiver. Attach the peer before the session starts.");

    private void Receive(PeerName from, in InMemoryLinkItem item)
    {
        if (_left) return;
        if (item.End is LeaveReason.Excluded)
        {
            _left = true;
            _events!.OnEnded(LeaveReason.Excluded, item.Detail);
            _network.EndLinks(Self, LeaveReason.ConnectionLost, $"'{Self}' was excluded");
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

    private sealed class Arrival(InMemoryTransport transport, PeerName from, InMemoryLinkItem item) : ILoopWork
    {
        public void Run() => transport.Receive(from, item);
    }
}
