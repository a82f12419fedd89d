namespace Course.Simulation.Viewing;

/// <summary>
/// One order of all events of a run that keeps happens-before. Where it leaves room, the smaller time stamp comes first, then the peer
/// that joined first. Times of two machines say nothing, so this is one of many orders that the run may have had.
/// </summary>
public sealed class Linearization
{
    private readonly HappensBefore _run;
    private readonly List<EventPlace> _order = [];
    private readonly int[][] _positions;
    private readonly int[] _next;
    private readonly Dictionary<EventPlace, List<int>> _waiting = [];
    private readonly PriorityQueue<int, (long Time, int Peer)> _ready = new();

    private Linearization(HappensBefore run)
    {
        _run = run;
        _next = new int[run.Peers.Count];
        _positions = [.. run.Peers.Select(peer => new int[peer.Events.Count])];
        foreach (var positions in _positions) Array.Fill(positions, -1);
    }

    /// <summary>All events, each after those that happen before it.</summary>
    public IReadOnlyList<EventPlace> Order => _order;

    /// <summary>
    /// Receives that had to be put before their sends, because the traces contradict one another in a circle. 0 in a sound run.
    /// </summary>
    public int Contradictions { get; private set; }

    /// <summary>Where an event stands in <see cref="Order"/>.</summary>
    public int PositionOf(EventPlace place) => _positions[place.Peer][place.Index];

    /// <summary>Puts the events of a run in order, in work that grows with their number times the logarithm of the peers'.</summary>
    public static Linearization Of(HappensBefore run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var linearization = new Linearization(run);
        linearization.PutAll();
        return linearization;
    }

    private void PutAll()
    {
        for (var peer = 0; peer < _next.Length; peer++) Offer(peer);
        do
        {
            while (_ready.TryDequeue(out var peer, out _)) Put(peer);
        }
        while (BreakCircle());
    }

    /// <summary>Makes a peer's next event a candidate, or lets the peer wait for the send of the message that it receives there.</summary>
    private void Offer(int peer)
    {
        var place = new EventPlace(peer, _next[peer]);
        if (place.Index == _positions[peer].Length) return;
        if (_run.SendOf(place) is { } send && PositionOf(send) < 0) Waiting(send).Add(peer);
        else _ready.Enqueue(peer, (_run[place].Time, peer));
    }

    private void Put(int peer)
    {
        var place = new EventPlace(peer, _next[peer]++);
        _positions[peer][place.Index] = _order.Count;
        _order.Add(place);
        Offer(peer);
        if (!_waiting.Remove(place, out var receivers)) return;
        foreach (var receiver in receivers) Offer(receiver);
    }

    /// <summary>Nobody is ready and events are left: the earliest of them goes first, and the rest may follow.</summary>
    private bool BreakCircle()
    {
        var left = Enumerable.Range(0, _next.Length).Where(peer => _next[peer] < _positions[peer].Length).ToList();
        if (left.Count == 0) return false;
        var peer = left.MinBy(candidate => (_run[new EventPlace(candidate, _next[candidate])].Time, candidate));
        Contradictions++;
        Waiting(_run.SendOf(new EventPlace(peer, _next[peer]))!.Value).Remove(peer);
        Put(peer);
        return true;
    }

    private List<int> Waiting(EventPlace send)
    {
        if (!_waiting.TryGetValue(send, out var receivers)) _waiting.Add(send, receivers = []);
        return receivers;
    }
}
