namespace Course.Tests.FaultTolerance;

/// <summary>
/// One schedule, drawn from a seed: which message is handed over next, who broadcasts, who dies and where its links are cut.
/// </summary>
internal sealed class Explorer
{
    private const int MostSteps = 5000;
    private readonly Random _random;
    private readonly ManagerNetwork _network;
    private readonly FaultToleranceOptions _options;
    private readonly int[,] _speeds; // some links are much slower than others: what is rare under equal chances becomes common
    private readonly List<int> _unstarted;
    private readonly List<(string Text, object? Event)> _story = [];
    private int _broadcastsLeft;
    private int _crashesLeft;
    private int _keptForSuspicion; // of the crashes left
    private bool _maySuspect;

    /// <param name="seed">Equal seeds, options and bounds give equal schedules.</param>
    /// <param name="options">The same at every peer.</param>
    /// <param name="bounds">Drawn, too, when left out.</param>
    public Explorer(int seed, FaultToleranceOptions options, ExplorerBounds? bounds = null)
    {
        _random = new Random(seed);
        _options = options;
        var peers = bounds?.Peers ?? _random.Next(3, 6);
        _network = new ManagerNetwork(peers, options, started: false) { LeavesAreTold = bounds?.LeavesAreTold ?? true };
        _unstarted = [.. _network.All];
        _broadcastsLeft = bounds?.Broadcasts ?? _random.Next(1, 8);
        _crashesLeft = bounds is null ? _random.Next(0, peers) : bounds.Crashes + bounds.Suspicions;
        _keptForSuspicion = bounds?.Suspicions ?? 0;
        _maySuspect = bounds is null ? options.Links == LinkOrder.Fifo && _random.Next(4) == 0 : bounds.Suspicions > 0;
        _speeds = new int[peers + 1, peers + 1];
        foreach (var from in _network.All) foreach (var to in _network.All) _speeds[from, to] = _random.Next(3) == 0 ? 1 : 30;
        foreach (var peer in _network.Peers) peer.Application = _ => BroadcastInsideDelivery(peer.Number);
    }

    public ManagerNetwork Network => _network;

    /// <summary>Runs to quiet. Empty when all guarantees hold; otherwise the first violation and the schedule.</summary>
    public string Run()
    {
        try
        {
            while (Step())
            {
                if (Bounds().FirstOrDefault() is { } wrong) return Told(wrong);
                if (_story.Count > MostSteps) return Told($"hang: no quiet after {MostSteps} steps");
            }
        }
        catch (ProtocolViolationException violation)
        {
            return Told($"protocol violation: {violation.Message}");
        }

        // What is violated once stays violated: looking at quiet is enough.
        return Guarantees.ViolatedAtQuiet(_network, _options.Links).FirstOrDefault() is { } wrongAtQuiet ? Told(wrongAtQuiet) : "";
    }

    private bool Step()
    {
        if (_unstarted.Count > 0 && _random.Next(4) == 0) return Start();
        if (_broadcastsLeft > 0 && _random.Next(12) == 0) return Broadcast();
        if (_crashesLeft > _keptForSuspicion && _random.Next(25) == 0) return Crash();
        if (_maySuspect && _crashesLeft > 0 && _random.Next(60) == 0) return Suspect();
        if (_random.Next(40) == 0) return Tick();
        return Deliver() || (_unstarted.Count > 0 && Start()) || (_broadcastsLeft > 0 && Broadcast()) || TickUntilQuiet();
    }

    private bool Start()
    {
        var index = _random.Next(_unstarted.Count);
        var peer = _unstarted[index];
        _unstarted.RemoveAt(index);
        Tell($"peer {peer} starts");
        _network[peer].Start(_network.Count);
        return true;
    }

    private bool Broadcast()
    {
        _broadcastsLeft--;
        var peer = _random.Next(1, _network.Count + 1);
        Tell($"peer {peer} broadcasts");
        _network.Broadcast(peer, $"{peer}-{_broadcastsLeft}");
        return true;
    }

    private void BroadcastInsideDelivery(int peer)
    {
        if (_broadcastsLeft == 0 || _random.Next(6) != 0) return;
        _broadcastsLeft--;
        Tell($"peer {peer} broadcasts inside the delivery");
        _network.Broadcast(peer, $"{peer}-{_broadcastsLeft}");
    }

    /// <summary>Each outgoing link is cut at a prefix of its own (any subset where links are not FIFO).</summary>
    private bool Crash()
    {
        _crashesLeft--;
        var live = _network.Correct.Select(peer => peer.Number).ToList();
        if (live.Count == 1) return true;
        var relayer = live.Find(peer => _network[peer].Managers.IsRelayer);
        var peer = relayer != 0 && _random.Next(2) == 0 ? relayer : live[_random.Next(live.Count)];
        Tell($"peer {peer} dies");
        _network.Stop(peer);
        foreach (var to in _network.All.Where(to => to != peer))
        {
            var link = _network.Link(peer, to);
            if (_options.Links == LinkOrder.Unordered) link.RemoveAll(_ => _random.Next(2) == 0);
            var kept = _random.Next(3) switch { 0 => 0, 1 => link.Count, _ => _random.Next(link.Count + 1) };
            Tell($"  {kept} of {link.Count} messages reach peer {to}");
            _network.Cut(peer, to, kept);
        }

        return true;
    }

    /// <summary>A peer takes a live one for dead, once in a schedule: only their link broke, or the other slept (D16, D17).</summary>
    private bool Suspect()
    {
        _crashesLeft--;
        _maySuspect = false;
        _keptForSuspicion = 0;
        var started = _network.Correct.Select(peer => peer.Number).Except(_unstarted).ToList();
        if (started.Count < 3) return true;
        var suspecting = started[_random.Next(started.Count)];
        var suspected = started.Where(peer => peer != suspecting).ElementAt(_random.Next(started.Count - 1));
        Tell($"peer {suspecting} takes peer {suspected} for dead");
        _network[suspecting].Handle(new ProcessLeft(new PeerNumber(suspected), "silent for longer than the bound"));
        return true;
    }

    private bool Deliver()
    {
        var moves = _network.Moves().ToList();
        if (moves.Count == 0) return false;
        var ticket = _random.Next(moves.Sum(move => _speeds[move.From, move.To]));
        var chosen = moves.First(move => (ticket -= _speeds[move.From, move.To]) < 0);
        var link = _network.Link(chosen.From, chosen.To);
        var index = _options.Links == LinkOrder.Unordered ? _random.Next(link.Count) : 0;
        if (link[index].Event is ProcessLeft && _options.Links == LinkOrder.Unordered) index = 0;
        _story.Add(($"{chosen.From} -> {chosen.To}: ", link[index].Event));
        if (_options.Links == LinkOrder.Unordered && link[index].Event is not ProcessLeft && _random.Next(10) == 0) link.Add(link[index]);
        _network.Deliver(chosen.From, chosen.To, index);
        return true;
    }

    private bool Tick()
    {
        var peer = _random.Next(1, _network.Count + 1);
        _network[peer].Handle(default(Idle));
        return true;
    }

    private bool TickUntilQuiet()
    {
        foreach (var peer in _network.Correct) peer.Handle(default(Idle));
        return _network.Moves().Any();
    }

    private IEnumerable<string> Bounds() =>
        from peer in _network.Peers
        let bound = _options.Buffering == Buffering.Distributed ? 1 : _options.Window
        where peer.Managers.BufferedCount > bound
        select $"buffers within bounds: peer {peer.Number} buffers {peer.Managers.BufferedCount} relays, {bound} are allowed";

    private void Tell(string text) => _story.Add((text, null));

    private string Told(string wrong) =>
        string.Join(Environment.NewLine, _story.Select(step => step.Text + step.Event).TakeLast(200).Prepend(wrong));
}
