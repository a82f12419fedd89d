using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>One peer of a run: its events, what became of it, and its B(p) and D(p).</summary>
public sealed class PeerHistory
{
    private readonly List<Delivery> _deliveries = [];
    private readonly List<OwnBroadcast> _broadcasts = [];
    private readonly Dictionary<int, int> _broadcastAt = [];
    private readonly Dictionary<int, int> _deliveredAt = [];

    internal PeerHistory(PeerRecord record, RunFacts facts, Func<TraceId, int> numberOf)
    {
        Name = record.Name;
        Events = record.Events;
        IsTorn = record.IsTorn;
        foreach (var e in record.Events) Read(e, numberOf);
        IsTraceEnded = record.Events.Count > 0 && record.Events[^1].Event == TraceEventKind.TraceEnded;
        Fate = FateFrom(facts);
    }

    public string Name { get; }

    public IReadOnlyList<TraceEvent> Events { get; }

    public PeerFate Fate { get; }

    /// <summary>Whether the peer belongs to C.</summary>
    public bool IsCorrect => Fate == PeerFate.Correct;

    /// <summary>Whether the last line is <c>trace-ended</c>.</summary>
    public bool IsTraceEnded { get; }

    /// <summary>The last line lacks its end.</summary>
    public bool IsTorn { get; }

    /// <summary>The trace stops although nobody killed the peer: what it does not say may have happened all the same.</summary>
    public bool IsIncomplete => !IsTraceEnded && Fate != PeerFate.Killed;

    /// <summary>Why the session ended for this peer; null if its trace does not say that it ended.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The session ended for this peer by a fault: it neither said goodbye nor was excluded.</summary>
    public bool EndedByFault =>
        EndReason is not null && !IsExcluded && !SaidGoodbye && !EndReasonStartsWith("refused") && !EndReasonStartsWith("run over");

    /// <summary>The peer's own trace says that the others had excluded it.</summary>
    public bool IsExcluded => EndReasonStartsWith("excluded");

    /// <summary>Deliveries after the session had ended for this peer; an excluded peer that wakes may make none.</summary>
    public int DeliveredAfterEnd { get; private set; }

    /// <summary>B(p): the peer's own broadcasts, held ones included, each at its first line.</summary>
    public IReadOnlyList<OwnBroadcast> Broadcasts => _broadcasts;

    /// <summary>D(p): what was delivered here, in order.</summary>
    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    /// <summary>Index in <see cref="Deliveries"/> of a broadcast's first delivery, or -1.</summary>
    public int PositionOf(int number) => _deliveredAt.GetValueOrDefault(number, -1);

    /// <summary>This peer's broadcast of that number, if it made one.</summary>
    internal OwnBroadcast? BroadcastOf(int number) => _broadcastAt.TryGetValue(number, out var at) ? _broadcasts[at] : null;

    /// <summary>The name with its fate, for stories.</summary>
    public override string ToString() => IsCorrect ? Name : $"{Name} ({Fate.ToString().ToLowerInvariant()})";

    private void Read(in TraceEvent e, Func<TraceId, int> numberOf)
    {
        switch (e.Event)
        {
            case TraceEventKind.SentBroadcast or TraceEventKind.HeldBroadcast when e.Id is { } id && id.Host == Name:
                var own = numberOf(id);
                if (_broadcastAt.TryAdd(own, _broadcasts.Count))
                    _broadcasts.Add(new OwnBroadcast(id, own, e.Digest, _deliveries.Count));
                else if (_broadcasts[_broadcastAt[own]].Digest is null)
                    _broadcasts[_broadcastAt[own]] = _broadcasts[_broadcastAt[own]] with { Digest = e.Digest };
                break;
            case TraceEventKind.Delivered when e.Id is { } id:
                var number = numberOf(id);
                _deliveredAt.TryAdd(number, _deliveries.Count);
                _deliveries.Add(new Delivery(id, number, e.Epoch, e.Sequence, e.Digest));
                if (EndReason is not null) DeliveredAfterEnd++;
                break;
            case TraceEventKind.SessionEnded:
                EndReason ??= e.Detail ?? "no reason given";
                break;
        }
    }

    private PeerFate FateFrom(RunFacts facts)
    {
        // Without a summary nobody says who was killed: a trace that just stops is then taken for a killed peer's.
        var killed = facts.Killed?.Contains(Name) ?? !IsTraceEnded;
        return killed ? PeerFate.Killed
            : facts.Stopped.Contains(Name) ? PeerFate.Stopped
            : IsExcluded ? PeerFate.Excluded
            : facts.Left?.Contains(Name) ?? SaidGoodbye ? PeerFate.Left
            : EndReasonStartsWith("refused") ? PeerFate.Left
            : PeerFate.Correct;
    }

    private bool SaidGoodbye => EndReasonStartsWith("goodbye");

    private bool EndReasonStartsWith(string word) => EndReason?.StartsWith(word, StringComparison.OrdinalIgnoreCase) == true;
}
