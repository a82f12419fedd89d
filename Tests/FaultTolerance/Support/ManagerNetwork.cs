using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>Something that lies in a link: what it is, for the reader, and how it is raised at the receiver.</summary>
internal sealed record Frame(object Event, Action<NetworkPeer> Raise);

/// <summary>
/// Several peers' managers, joined by links that a test empties one message at a time. A peer's link to itself is its loop.
/// A crash cuts each outgoing link at a prefix of its own; behind the prefix the receiver finds that the process left.
/// </summary>
internal sealed class ManagerNetwork
{
    private readonly NetworkPeer[] _peers;
    private readonly List<Frame>[,] _links;
    private readonly HashSet<(int From, int To)> _held = [];

    public ManagerNetwork(int peers, FaultToleranceOptions options, bool started = true)
    {
        _peers = [.. Enumerable.Range(1, peers).Select(number => new NetworkPeer(this, number, options))];
        _links = new List<Frame>[peers + 1, peers + 1];
        foreach (var from in All) foreach (var to in All) _links[from, to] = [];
        foreach (var peer in _peers.Where(_ => started)) peer.Start(peers);
    }

    /// <summary>Off: each peer learns of a leave from its own link alone, not from the others.</summary>
    public bool LeavesAreTold { get; init; } = true;

    public int Count => _peers.Length;

    public IEnumerable<int> All => Enumerable.Range(1, _peers.Length);

    public IEnumerable<NetworkPeer> Peers => _peers;

    /// <summary>Neither crashed nor excluded.</summary>
    public IEnumerable<NetworkPeer> Correct => _peers.Where(peer => peer.IsCorrect);

    public NetworkPeer this[int number] => _peers[number - 1];

    public List<Frame> Link(int from, int to) => _links[from, to];

    public void Send<TEvent>(int from, int to, TEvent e) where TEvent : struct, IEvent
    {
        if (this[from].HasStopped || this[to].HasStopped || this[from].HasClosed(to) || this[to].HasClosed(from)) return;
        _links[from, to].Add(new Frame(e, peer => peer.Handle(e)));
    }

    public void Broadcast(int peer, string text = "x") => this[peer].Handle(new SentBroadcast(Text(text)));

    /// <summary>Hands over the oldest message of a link (or another one, on links that are not FIFO).</summary>
    public void Deliver(int from, int to, int index = 0)
    {
        var frame = _links[from, to][index];
        _links[from, to].RemoveAt(index);
        if (!this[to].HasStopped) frame.Raise(this[to]);
    }

    /// <summary>From now on <see cref="Settle"/> leaves these links alone.</summary>
    public void Hold(params (int From, int To)[] links) => _held.UnionWith(links);

    public void Release(params (int From, int To)[] links) => _held.ExceptWith(links);

    /// <summary>Hands over everything but what is held, and lets idle peers acknowledge, until nothing moves.</summary>
    public void Settle()
    {
        do
        {
            while (DeliverOneEach())
            {
            }

            foreach (var peer in Correct) peer.Handle(default(Idle));
        }
        while (Moves().Any());
    }

    public IEnumerable<(int From, int To)> Moves() =>
        from sender in All
        from receiver in All
        where _links[sender, receiver].Count > 0 && !_held.Contains((sender, receiver))
        select (sender, receiver);

    /// <summary>Kills a peer: of each of its links the named number of messages survives, none when it is not named.</summary>
    public void Crash(int peer, params (int To, int Messages)[] survive)
    {
        Stop(peer);
        foreach (var to in All.Where(to => to != peer))
        {
            var kept = survive.Where(cut => cut.To == to).Sum(cut => cut.Messages);
            Cut(peer, to, kept);
        }
    }

    /// <summary>The peer handles nothing more; what it has sent is still under way.</summary>
    public void Stop(int peer)
    {
        this[peer].HasCrashed = true;
        foreach (var from in All) _links[from, peer].Clear();
    }

    /// <summary>Cuts a link behind its first messages; behind them the receiver finds that the process left.</summary>
    public void Cut(int from, int to, int kept)
    {
        var link = _links[from, to];
        link.RemoveRange(kept, link.Count - kept);
        var left = new ProcessLeft(Peer(from), "connection lost");
        if (!this[to].HasStopped && !this[to].HasClosed(from)) link.Add(new Frame(left, peer => peer.Handle(left)));
    }

    /// <summary>The receiver closes its link: what lies in it is lost, and the sender, if it lives, finds it closed.</summary>
    public void Close(int from, int to)
    {
        _links[from, to].Clear();
        if (!this[from].HasStopped && !this[from].HasClosed(to)) Cut(to, from, _links[to, from].Count);
    }

    private bool DeliverOneEach()
    {
        var moves = Moves().ToList();
        foreach (var (from, to) in moves.Where(move => _links[move.From, move.To].Count > 0)) Deliver(from, to);
        return moves.Count > 0;
    }
}
