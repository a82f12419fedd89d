using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Rpc.Sessions;

/// <summary>
/// The lecture's connection manager: knows the members and who is live, and tells its observers of process-joined and process-left
/// with the reason. On the loop only, but for the properties that say otherwise.
/// </summary>
public sealed class ConnectionManager : ITransportEvents
{
    private readonly ITransport _transport;
    private readonly PeerLoop _loop;
    private readonly List<ISessionObserver> _observers = [];
    private readonly List<PeerName> _live = [];
    private readonly HashSet<PeerName> _liveSet = [];
    private readonly TaskCompletionSource<SessionStart> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<PeerName, ReadOnlyMemory<byte>> _onFrame = static (_, _) => { };
    private Action<PeerName, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> _onParts = static (_, _, _) => { };
    private PeerName[] _others = [];

    public ConnectionManager(ITransport transport, PeerLoop loop)
    {
        _transport = transport;
        _loop = loop;
    }

    /// <summary>This peer.</summary>
    public PeerName Self => _transport.Self;

    /// <summary>The frozen member list; <see langword="null"/> before the start.</summary>
    public SessionStart? Start { get; private set; }

    /// <summary>The members that have not left, this peer included, in join order.</summary>
    public IReadOnlyList<PeerName> Live => _live;

    /// <summary>The live members without this peer, in join order; the array is replaced, never changed.</summary>
    public IReadOnlyList<PeerName> Others => _others;

    /// <summary>The others, and this peer behind them. A list of this moment: it does not change when somebody leaves.</summary>
    internal IReadOnlyList<PeerName> All { get; private set; } = [];

    /// <summary>Completes with the member list. Any thread.</summary>
    public Task<SessionStart> Started => _started.Task;

    /// <summary>Completes when the session ends for this peer, well or not. Any thread.</summary>
    public Task<SessionEnd> Ended => _ended.Task;

    /// <summary>Whether the session has ended for this peer.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Adds an observer; before the transport is attached.</summary>
    public void Add(ISessionObserver observer) => _observers.Add(observer);

    /// <summary>Attaches to the transport; the last step of building a peer.</summary>
    /// <param name="onFrame">Takes each frame of a live member.</param>
    /// <param name="onParts">Takes each frame of this peer to itself that comes in two parts; left out, they are joined.</param>
    public void Open(
        Action<PeerName, ReadOnlyMemory<byte>> onFrame, Action<PeerName, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? onParts = null)
    {
        _onFrame = onFrame;
        _onParts = onParts ?? ((from, head, body) => onFrame(from, FrameParts.Join(head, body)));
        _transport.Attach(_loop, this);
    }

    /// <summary>Whether a member has not left.</summary>
    public bool IsLive(PeerName peer)
    {
        // The texts of the names are shared, so a look at a few of them is quicker than a hash.
        const int few = 16;
        if (_live.Count <= few)
        {
            foreach (var name in _live)
            {
                if (ReferenceEquals(name.Value, peer.Value)) return true;
            }
        }

        return _liveSet.Contains(peer);
    }

    /// <summary>
    /// Declares a member gone by this peer's own decision (it sent a bad frame; another peer saw it leave). Closes the link. Idempotent.
    /// </summary>
    /// <param name="peer">The member; naming oneself ends the session.</param>
    /// <param name="reason">Why.</param>
    /// <param name="detail">The text that observers hear.</param>
    /// <param name="farewell">The text that the peer is told, if it still listens.</param>
    public void Exclude(PeerName peer, LeaveReason reason, string detail, string? farewell = null)
    {
        if (peer == Self)
        {
            End(reason, detail);
            return;
        }

        _transport.Close(peer, farewell);
        Remove(peer, reason, detail);
    }

    /// <summary>Ends the session for this peer. Idempotent.</summary>
    public void End(LeaveReason reason, string detail)
    {
        if (HasEnded) return;
        HasEnded = true;
        foreach (var observer in _observers) observer.OnEnded(reason, detail);
        if (reason != LeaveReason.Goodbye)
        {
            // Its loop still answers heartbeats: A and B would wait for the acknowledgements of C, which has ended, for ever.
            foreach (var other in _others) _transport.Close(other);
        }

        var end = new SessionEnd(reason, detail);
        _ended.TrySetResult(end);
        _started.TrySetException(new SessionEndedException(end));
        // Nobody need await the start.
        _ = _started.Task.Exception;
    }

    void ITransportEvents.OnStarted(SessionStart start)
    {
        if (HasEnded) return;
        Start = start;
        _live.AddRange(start.Members.Select(member => member.Name));
        _liveSet.UnionWith(_live);
        _others = [.. _live.Where(name => name != Self)];
        All = [.. _others, Self];
        foreach (var observer in _observers) observer.OnStarted(start);
        foreach (var member in start.Members.Where(member => member.Name != Self))
        {
            foreach (var observer in _observers) observer.OnJoined(member);
        }

        _started.TrySetResult(start);
    }

    void ITransportEvents.OnFrame(PeerName from, ReadOnlyMemory<byte> frame)
    {
        if (!HasEnded && IsLive(from)) _onFrame(from, frame);
    }

    void ITransportEvents.OnFrame(PeerName from, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        if (!HasEnded && IsLive(from)) _onParts(from, head, body);
    }

    void ITransportEvents.OnPeerLeft(PeerName peer, LeaveReason reason, string detail)
    {
        if (!HasEnded) Remove(peer, reason, detail);
    }

    void ITransportEvents.OnTick()
    {
        if (HasEnded || Start is null) return;
        foreach (var observer in _observers) observer.OnTick();
    }

    void ITransportEvents.OnEnded(LeaveReason reason, string detail) => End(reason, detail);

    private void Remove(PeerName peer, LeaveReason reason, string detail)
    {
        if (!_liveSet.Remove(peer)) return;
        _live.Remove(peer);
        _others = [.. _others.Where(name => name != peer)];
        All = [.. _others, Self];
        var member = Start![peer];
        foreach (var observer in _observers) observer.OnLeft(member, reason, detail);
    }
}
