using System.Buffers;
using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>Traces by hand: each call adds the lines that a correct session would write, a test then bends one of them.</summary>
internal sealed class TraceScript
{
    private readonly Dictionary<string, List<TraceEvent>> _events = [];
    private readonly HashSet<string> _killed = [];
    private readonly HashSet<string> _endless = [];
    private readonly string[] _peers;
    private long _time;

    public TraceScript(params string[] peers)
    {
        _peers = peers;
        foreach (var peer in peers) _events[peer] = [];
        Add(peers[0], TraceEventKind.BecameRelayer, epoch: 1);
    }

    public List<TraceEvent> this[string peer] => _events[peer];

    public TraceScript Add(
        string peer, TraceEventKind kind, int? epoch = null, long? sequence = null, string? id = null,
        string? from = null, string? to = null, string? digest = null, string? detail = null)
    {
        _events[peer].Add(new TraceEvent
        {
            Time = ++_time,
            Peer = peer,
            Event = kind,
            Thread = ThreadRole.Rpc,
            Epoch = epoch,
            Sequence = sequence,
            Id = id is null ? null : IdOf(id),
            From = from,
            To = to,
            Digest = digest,
            Detail = detail,
        });
        return this;
    }

    /// <summary>The owner of <paramref name="id"/> sends it to the relayer.</summary>
    public TraceScript Sends(string id, string relayer, int epoch = 1, string? detail = null) =>
        Add(IdOf(id).Host, TraceEventKind.SentBroadcast, epoch, null, id, IdOf(id).Host, relayer, "d-" + id, detail);

    public TraceScript Relays(string relayer, int epoch, long sequence, string id, params string[] to)
    {
        Add(relayer, TraceEventKind.ReceivedBroadcast, epoch, null, id, IdOf(id).Host, relayer, "d-" + id);
        foreach (var peer in to)
        {
            Add(relayer, TraceEventKind.SentRelay, epoch, sequence, id, relayer, peer, "d-" + id);
            Takes(peer, relayer, epoch, sequence, id);
        }

        return this;
    }

    public TraceScript Takes(string peer, string relayer, int epoch, long sequence, string id)
    {
        Add(peer, TraceEventKind.ReceivedRelay, epoch, sequence, id, relayer, peer, "d-" + id);
        return Add(peer, TraceEventKind.Delivered, epoch, sequence, id, relayer, peer, "d-" + id);
    }

    /// <summary>A broadcast that reaches everybody who was not killed.</summary>
    public TraceScript Orders(string id, long sequence, string? relayer = null, int epoch = 1) =>
        Sends(id, relayer ?? _peers[0], epoch).Relays(relayer ?? _peers[0], epoch, sequence, id, Alive());

    public TraceScript Kill(params string[] peers)
    {
        _killed.UnionWith(peers);
        return this;
    }

    /// <summary>The others see the dead leave and enter the synchronization phase.</summary>
    public TraceScript Enters(int epoch, string dead, params string[] peers)
    {
        foreach (var peer in peers)
        {
            Add(peer, TraceEventKind.ProcessLeft, from: dead, detail: "connection lost");
            Add(peer, TraceEventKind.EnteredSynchronization, epoch);
        }

        return this;
    }

    public TraceScript Reports(int epoch, string from, string to, long last)
    {
        Add(from, TraceEventKind.SentReport, epoch, last, from: from, to: to);
        return Add(to, TraceEventKind.ReceivedReport, epoch, last, from: from, to: to);
    }

    public TraceScript Finishes(int epoch, string relayer, params string[] slaves)
    {
        foreach (var slave in slaves) Add(relayer, TraceEventKind.SentFinishSynchronization, epoch, from: relayer, to: slave);
        Add(relayer, TraceEventKind.BecameRelayer, epoch);
        foreach (var peer in slaves.Append(relayer))
            Add(peer, TraceEventKind.ReceivedFinishSynchronization, epoch, from: relayer, to: peer);
        return this;
    }

    /// <summary>The trace of this peer just stops, and nobody killed it.</summary>
    public TraceScript Endless(string peer)
    {
        _endless.Add(peer);
        return this;
    }

    public RunHistory Run(RunFacts? facts = null) =>
        new(_peers.Select(peer => new PeerRecord(peer, Ended(peer))), (facts ?? new RunFacts()) with { Killed = facts?.Killed ?? _killed });

    public CheckReport Check(RunFacts? facts = null) => Checkers.Run(Run(facts));

    public byte[] File(string peer)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var e in Ended(peer)) TraceLine.Write(output, e);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Index of the line of a peer's delivery.</summary>
    public int LineOf(string peer, string id, TraceEventKind kind = TraceEventKind.Delivered) =>
        _events[peer].FindIndex(e => e.Event == kind && e.Id == IdOf(id));

    public static TraceId IdOf(string text) =>
        TraceId.TryParse(text, new TraceStrings(), out var id) ? id : throw new ArgumentException($"{text} is no host:local", nameof(text));

    private string[] Alive() => [.. _peers.Where(peer => !_killed.Contains(peer))];

    private List<TraceEvent> Ended(string peer)
    {
        var events = new List<TraceEvent>(_events[peer]);
        if (!_killed.Contains(peer) && !_endless.Contains(peer))
            events.Add(new TraceEvent { Time = ++_time, Peer = peer, Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Select });
        return events;
    }
}
