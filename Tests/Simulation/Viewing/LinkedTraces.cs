using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Viewing;

/// <summary>Traces by hand, whose messages bear the numbers of their links as those of real peers do.</summary>
internal sealed class LinkedTraces
{
    private readonly Dictionary<string, List<TraceEvent>> _events = [];
    private readonly Dictionary<(string From, string To), int> _links = [];
    private readonly HashSet<string> _killed = [];
    private long _time;

    public LinkedTraces(params string[] peers)
    {
        Peers = peers;
        foreach (var peer in peers) _events[peer] = [];
    }

    public IReadOnlyList<string> Peers { get; }

    /// <summary>The time of an event of a peer, from the number of events so far; by default these count up through all peers.</summary>
    public Func<string, long, long> Clock { get; init; } = (_, count) => count;

    public RunFacts Facts => new() { Killed = _killed.ToHashSet(), Left = new HashSet<string>() };

    public IReadOnlyList<PeerRecord> Records => [.. Peers.Select(peer => new PeerRecord(peer, _events[peer]))];

    public int CountOf(string peer) => _events[peer].Count;

    public int Count => _events.Values.Sum(events => events.Count);

    public LinkedTraces Add(string peer, TraceEventKind kind, TraceEvent e = default)
    {
        _events[peer].Add(e with { Time = Clock(peer, ++_time), Peer = peer, Event = kind, Thread = ThreadRole.Rpc });
        return this;
    }

    /// <summary>Every peer learns that the session has started.</summary>
    public LinkedTraces Start()
    {
        foreach (var peer in Peers) Add(peer, TraceEventKind.SessionStarted, new TraceEvent { Detail = string.Join(" ", Peers) });
        return Add(Peers[0], TraceEventKind.BecameRelayer, new TraceEvent { Epoch = 1 });
    }

    public Message Send(string from, string to, TraceEventKind kind, TraceEvent e = default)
    {
        var link = _links[(from, to)] = _links.GetValueOrDefault((from, to)) + 1;
        Add(from, kind, e with { To = to, Link = link });
        return new Message(from, to, link, Enum.Parse<TraceEventKind>($"{kind}".Replace("Sent", "Received", StringComparison.Ordinal)), e);
    }

    public LinkedTraces Receive(Message message) =>
        Add(message.To, message.Receipt, message.Event with { From = message.From, Link = message.Link, Detail = null });

    /// <summary>One broadcast from its host through the relayer to all that are named, each of whom delivers it.</summary>
    public LinkedTraces Order(string id, long sequence, string relayer, int epoch, params string[] to)
    {
        Broadcast(id, relayer, epoch);
        foreach (var relay in Relay(id, sequence, relayer, epoch, to)) Deliver(relay);
        return this;
    }

    public LinkedTraces Broadcast(string id, string relayer, int epoch) =>
        Receive(Send(IdOf(id).Host, relayer, TraceEventKind.SentBroadcast, new TraceEvent { Epoch = epoch, Id = IdOf(id), Digest = "d" }));

    public List<Message> Relay(string id, long sequence, string relayer, int epoch, params string[] to)
    {
        var relay = new TraceEvent { Epoch = epoch, Sequence = sequence, Id = IdOf(id), Digest = "d" };
        return [.. to.Select(peer => Send(relayer, peer, TraceEventKind.SentRelay, relay))];
    }

    public LinkedTraces Deliver(Message relay) => Receive(relay).Add(relay.To, TraceEventKind.Delivered, relay.Event);

    /// <summary>The peer is dead; the others see it leave and synchronize with the first that is left.</summary>
    public LinkedTraces Crash(string dead, int epoch, long last)
    {
        _killed.Add(dead);
        var left = Peers.Where(peer => !_killed.Contains(peer)).ToList();
        foreach (var peer in left)
        {
            Add(peer, TraceEventKind.ProcessLeft, new TraceEvent { From = dead, Detail = "ConnectionLost: closed" });
            var entered = new TraceEvent { Epoch = epoch, Sequence = last, Detail = $"relayer {left[0]}" };
            Add(peer, TraceEventKind.EnteredSynchronization, entered);
        }

        var report = new TraceEvent { Epoch = epoch, Sequence = last };
        foreach (var peer in left.Skip(1)) Receive(Send(peer, left[0], TraceEventKind.SentReport, report));
        Add(left[0], TraceEventKind.BecameRelayer, new TraceEvent { Epoch = epoch });
        foreach (var peer in left.Skip(1)) Receive(Send(left[0], peer, TraceEventKind.SentFinishSynchronization, report));
        return Add(left[0], TraceEventKind.ReceivedFinishSynchronization, report);
    }

    public LinkedTraces End()
    {
        foreach (var peer in Peers.Where(peer => !_killed.Contains(peer)))
        {
            Add(peer, TraceEventKind.SessionEnded, new TraceEvent { Detail = "run over" });
            Add(peer, TraceEventKind.TraceEnded);
        }

        return this;
    }

    public static TraceId IdOf(string text) =>
        TraceId.TryParse(text, new TraceStrings(), out var id) ? id : throw new ArgumentException($"{text} is no host:local", nameof(text));

    internal sealed record Message(string From, string To, int Link, TraceEventKind Receipt, TraceEvent Event);
}
