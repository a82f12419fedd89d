using Course.Rpc.Sessions;

namespace Course.Rpc.Transport;

/// <summary>
/// A network in memory with reliable FIFO links. Stepped, frames lie on their links until <see cref="Deliver"/> moves them, on one thread;
/// free-running, they go straight to the receiver's loop, from any thread.
/// </summary>
/// <param name="stepped">Whether frames wait for <see cref="Deliver"/>.</param>
/// <param name="session">The name of the session.</param>
public sealed class InMemoryNetwork(bool stepped, string session = "lobby")
{
    private readonly Dictionary<PeerName, InMemoryTransport> _transports = [];
    private readonly List<PeerName> _joinOrder = [];
    private readonly SortedDictionary<(int From, int To), Queue<InMemoryLinkItem>> _links = [];

    /// <summary>The directed links on which something lies, in join order of sender and receiver. Stepped only.</summary>
    public IReadOnlyList<(PeerName From, PeerName To)> Busy =>
        [.. _links.Where(pair => pair.Value.Count > 0).Select(pair => (_joinOrder[pair.Key.From], _joinOrder[pair.Key.To]))];

    /// <summary>Adds a peer; join numbers follow the order of the calls.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public InMemoryTransport Join(PeerName name)
    {
        var transport = new InMemoryTransport(this, name);
        if (!_transports.TryAdd(name, transport)) throw new ArgumentException($"'{name}' has joined already. Choose another name.");
        _joinOrder.Add(name);
        return transport;
    }

    /// <summary>Freezes the member list and tells every peer.</summary>
    /// <param name="joinNumberStep">More than 1 leaves gaps between the join numbers, as peers do that leave before the start.</param>
    public void Start(int joinNumberStep = 1)
    {
        var members = _joinOrder.Select((name, index) => new SessionMember(name, (index * joinNumberStep) + 1));
        var start = new SessionStart(session, [.. members]);
        foreach (var name in _joinOrder) _transports[name].Start(start);
    }

    /// <summary>How many items lie on a link. Stepped only.</summary>
    public int CountOn(PeerName from, PeerName to) => _links.TryGetValue(Key(from, to), out var link) ? link.Count : 0;

    /// <summary>Hands the oldest item of a link to the receiver's loop, which the caller pumps.</summary>
    /// <returns>False if nothing lies there.</returns>
    public bool Deliver(PeerName from, PeerName to)
    {
        if (!_links.TryGetValue(Key(from, to), out var link) || !link.TryDequeue(out var item)) return false;
        if (!_transports[to].HasCrashed) _transports[to].Post(from, item);
        return true;
    }

    /// <summary>Crashes a peer: it does nothing more, and each of its outgoing links is cut at a prefix of what lies on it.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="kept">How many of the oldest items of the link to a peer survive; all when left out.</param>
    public void Crash(PeerName peer, Func<PeerName, int>? kept = null)
    {
        _transports[peer].Crash();
        foreach (var to in _joinOrder.Where(name => name != peer))
        {
            if (kept is null || !_links.TryGetValue(Key(peer, to), out var link)) continue;
            var survivors = link.Take(kept(to)).ToArray();
            link.Clear();
            foreach (var item in survivors) link.Enqueue(item);
        }

        EndLinks(peer, LeaveReason.ConnectionLost, $"the connection to '{peer}' was lost");
    }

    /// <summary>The heartbeat's tick at a peer, which the caller pumps.</summary>
    public void Tick(PeerName peer) => _transports[peer].Tick();

    internal void Carry(PeerName from, PeerName to, InMemoryLinkItem item)
    {
        if (!stepped)
        {
            if (!_transports[to].HasCrashed) _transports[to].Post(from, item);
            return;
        }

        if (!_links.TryGetValue(Key(from, to), out var link)) _links.Add(Key(from, to), link = new Queue<InMemoryLinkItem>());
        link.Enqueue(item);
    }

    internal void EndLinks(PeerName peer, LeaveReason reason, string detail)
    {
        foreach (var to in _joinOrder.Where(name => name != peer)) Carry(peer, to, new InMemoryLinkItem(default, reason, detail));
    }

    private (int From, int To) Key(PeerName from, PeerName to) => (_joinOrder.IndexOf(from), _joinOrder.IndexOf(to));
}
