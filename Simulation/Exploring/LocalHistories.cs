using System.Security.Cryptography;
using Course.Rpc.Tracing;
using Course.Simulation.Fingerprints;

namespace Course.Simulation.Exploring;

/// <summary>
/// The local histories of all peers, merged into nodes, with every step that was ever made. A peer runs only to make a new step; the
/// search itself moves on plain data. One thread enters steps; workers may make them.
/// </summary>
internal sealed class LocalHistories
{
    private readonly ItemTable _items;
    private readonly Observation _observation;
    private readonly List<LocalNode> _nodes = [];
    private readonly Dictionary<(int Peer, Fingerprint Key), LocalNode> _byKey = [];
    private readonly Dictionary<(int Node, LocalFate Fate), LocalNode> _gone = [];
    private readonly Dictionary<(int Peer, Fingerprint Seen), int> _observations = [];
    private readonly List<(LocalNode Node, Fingerprint Seen)> _observed = [];
    private readonly List<LocalStep> _steps = [];
    private readonly CanonicalWriter _writer = new();

    /// <param name="items">What is sent.</param>
    /// <param name="countsMessages">Whether messages count for a cost budget.</param>
    public LocalHistories(ItemTable items, bool countsMessages)
    {
        _items = items;
        _observation = new Observation(countsMessages);
    }

    public int Nodes => _nodes.Count;

    public int Steps => _steps.Count;

    public LocalNode this[int number] => _nodes[number];

    /// <summary>A peer before its start.</summary>
    public LocalNode Unstarted(int peer)
    {
        _writer.Clear();
        var seen = _writer.Fingerprint;
        var node = new LocalNode
        {
            Number = _nodes.Count,
            Peer = peer,
            Key = seen,
            Observation = _observed.Count,
            Fate = LocalFate.Live,
            Depth = 0,
            Calls = 0,
            Closed = 0,
            IsSynchronizing = false,
            IsRelayer = false,
            LastRelay = default,
        };
        _nodes.Add(node);
        _observed.Add((node, seen));
        return node;
    }

    /// <summary>Enters a step that a worker made.</summary>
    public LocalStep Enter(LocalNode from, in LocalInput input, RawStep raw)
    {
        var step = new LocalStep
        {
            From = from,
            Input = input,
            Sends = [.. raw.Output.Sends.Select(send => (send.To, _items.NumberOf(send.Item)))],
            Events = raw.Output.Events,
            BrokenBound = raw.Output.BrokenBound,
            Fault = raw.Output.Faults.Count > 0 ? raw.Output.Faults[0] : null,
        };
        // Without a fingerprint every tick would lead to a new node, and the end would never come: one that does nothing changes nothing.
        var isIdle = raw.State is null && input.Kind == LocalInputKind.Tick && raw.Output is { Sends.Count: 0, Events.Count: 0 };
        step.To = isIdle ? from : NodeAfter(step, raw);
        from.Steps.Add(input, step);
        _steps.Add(step);
        return step;
    }

    /// <summary>What is left of a peer that crashed or left: what it has done, and nothing that it could do.</summary>
    public LocalNode Gone(LocalNode node, LocalFate fate)
    {
        if (_gone.TryGetValue((node.Number, fate), out var gone)) return gone;
        _writer.Clear();
        _writer.Write((byte)fate);
        _writer.Write(node.Calls);
        _writer.Write(_observed[node.Observation].Seen);
        var key = _writer.Fingerprint;
        if (!_byKey.TryGetValue((node.Peer, key), out gone))
        {
            gone = new LocalNode
            {
                Number = _nodes.Count,
                Peer = node.Peer,
                Key = key,
                Observation = node.Observation,
                Fate = fate,
                Origin = node.Origin,
                Depth = node.Depth,
                Calls = node.Calls,
                Closed = 0,
                IsSynchronizing = false,
                IsRelayer = false,
                LastRelay = default,
            };
            _nodes.Add(gone);
            _byKey.Add((node.Peer, key), gone);
        }

        _gone.Add((node.Number, fate), gone);
        return gone;
    }

    /// <summary>The fingerprint of an observation.</summary>
    public Fingerprint SeenIn(int observation) => _observed[observation].Seen;

    /// <summary>The events of a local history that leads to an observation.</summary>
    public IReadOnlyList<TraceEvent> EventsOf(int observation)
    {
        var steps = new Stack<LocalStep>();
        for (var step = _observed[observation].Node.Origin; step is not null; step = step.From.Origin) steps.Push(step);
        return [.. steps.SelectMany(step => step.Events)];
    }

    /// <summary>
    /// SHA-256 over the sorted encodings of all steps: peer, state before, input, outputs, state after. It names what was visited, not
    /// how, so it is equal for any order of the search, number of workers, process, culture and operating system.
    /// </summary>
    public string Digest()
    {
        var encodings = new Fingerprint[_steps.Count];
        for (var i = 0; i < encodings.Length; i++) encodings[i] = FingerprintOf(_steps[i]);
        Array.Sort(encodings);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[Fingerprint.Bytes];
        foreach (var encoding in encodings)
        {
            encoding.WriteTo(bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private Fingerprint FingerprintOf(LocalStep step)
    {
        _writer.Clear();
        _writer.Write(step.From.Peer);
        _writer.Write(step.From.Key);
        _writer.Write((byte)step.Input.Kind);
        _writer.Write(step.Input.Other);
        if (step.Input.Kind == LocalInputKind.Receive) _writer.Write(_items.FingerprintOf(step.Input.Item));
        else _writer.Write(step.Input.Item);
        foreach (var (to, item) in step.Sends)
        {
            _writer.Write(to);
            _writer.Write(_items.FingerprintOf(item));
        }

        _writer.Write(step.To.Key);
        return _writer.Fingerprint;
    }

    private LocalNode NodeAfter(LocalStep step, RawStep raw)
    {
        var from = step.From;
        var calls = from.Calls + (step.Input.Kind == LocalInputKind.Call ? 1 : 0);
        var seen = SeenAfter(step);
        _writer.Clear();
        _writer.Write(seen);
        _writer.Write(calls);
        // What cannot be told is told apart by its whole history.
        if (raw.State is { } state) _writer.Write(state);
        else WriteHistory(step);
        var key = _writer.Fingerprint;
        if (_byKey.TryGetValue((from.Peer, key), out var node)) return node;
        node = NewNode(step, raw, key, seen, calls);
        _nodes.Add(node);
        _byKey.Add((from.Peer, key), node);
        return node;
    }

    private LocalNode NewNode(LocalStep step, RawStep raw, Fingerprint key, Fingerprint seen, int calls)
    {
        var (isSynchronizing, isRelayer, last) = (step.From.IsSynchronizing, step.From.IsRelayer, step.From.LastRelay);
        foreach (var e in step.Events)
        {
            if (e.Event == TraceEventKind.EnteredSynchronization) isSynchronizing = true;
            if (e.Event == TraceEventKind.ReceivedFinishSynchronization) isSynchronizing = false;
            if (e.Event == TraceEventKind.BecameRelayer) isRelayer = true;
            if (e is { Event: TraceEventKind.ReceivedRelay, Epoch: { } epoch, Sequence: { } sequence }) last = (epoch, sequence);
        }

        var node = new LocalNode
        {
            Number = _nodes.Count,
            Peer = step.From.Peer,
            Key = key,
            Observation = _observations.TryGetValue((step.From.Peer, seen), out var known) ? known : _observed.Count,
            Fate = raw.HasLeft ? LocalFate.Left : LocalFate.Live,
            Origin = step,
            Depth = step.From.Depth + 1,
            Calls = calls,
            Closed = raw.Closed,
            IsSynchronizing = isSynchronizing,
            IsRelayer = isRelayer,
            LastRelay = last,
            Relays = raw.Output.Sends.Aggregate(step.From.Relays, (count, send) => count.After(send.Item)),
            OpenDelivery = raw.OpenDelivery,
        };
        if (node.Observation < _observed.Count) return node;
        _observations.Add((node.Peer, seen), node.Observation);
        _observed.Add((node, seen));
        return node;
    }

    private Fingerprint SeenAfter(LocalStep step)
    {
        var before = _observed[step.From.Observation].Seen;
        foreach (var e in step.Events)
        {
            _writer.Clear();
            _writer.Write(before);
            var empty = _writer.Written.Length;
            _observation.Write(_writer, e);
            // One event at a time, so that it does not matter how events are shared out among steps.
            if (_writer.Written.Length > empty) before = _writer.Fingerprint;
        }

        return before;
    }

    private void WriteHistory(LocalStep step)
    {
        _writer.Write(step.From.Key);
        _writer.Write((byte)step.Input.Kind);
        _writer.Write(step.Input.Other);
        if (step.Input.Kind == LocalInputKind.Receive) _writer.Write(_items.FingerprintOf(step.Input.Item));
    }
}
