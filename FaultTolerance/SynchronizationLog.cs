namespace Course.FaultTolerance;

/// <summary>
/// The union of what the reports hold and what the new relayer keeps. The logs of live peers are prefixes of one log, so two entries
/// with one number are the same message; if not, two relayers were at work and going on would split the order.
/// </summary>
internal sealed class SynchronizationLog
{
    // <A5.7> Put the reports together.
    // | One number names one message: the second entry with a number is the same message (compare ids), or two relayers were at work.
    // | What nobody kept cannot be filled; say which number which receiver lacks. Both are a ProtocolViolationException.
    // = /// <summary>Adds what a peer holds.</summary>
    // = /// <exception cref="ProtocolViolationException">Two peers hold different messages under one number.</exception>
    // = public void Add(PeerNumber holder, IReadOnlyList<LogEntry> entries) =>
    // =     throw new NotImplementedException("A5.7 Put the reports together.");
    // =
    // = /// <summary>The entry with this number, if anybody holds it.</summary>
    // = public bool TryGet(SequenceNumber sequence, out LogEntry entry) =>
    // =     throw new NotImplementedException("A5.7 Put the reports together.");
    // =
    // = /// <summary>An entry that a receiver lacks.</summary>
    // = /// <exception cref="ProtocolViolationException">Nobody kept it.</exception>
    // = public LogEntry this[SequenceNumber sequence, PeerNumber receiver] =>
    // =     throw new NotImplementedException("A5.7 Put the reports together.");
    private readonly SortedDictionary<SequenceNumber, LogEntry> _entries = [];

    public void Add(PeerNumber holder, IReadOnlyList<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (_entries.TryAdd(entry.Sequence, entry)) continue;
            var known = _entries[entry.Sequence];
            if (known.Id == entry.Id) continue;
            throw new ProtocolViolationException(
                $"Peer {holder} reports {entry.Id} under number {entry.Sequence}, another peer holds {known.Id} there: "
                + "one number names one message. Did two peers relay in one epoch, or did a peer accept a relay after its "
                + "report (rule 4)?");
        }
    }

    public bool TryGet(SequenceNumber sequence, out LogEntry entry) => _entries.TryGetValue(sequence, out entry);

    /// <summary>An entry that a receiver lacks.</summary>
    /// <exception cref="ProtocolViolationException">Nobody kept it.</exception>
    public LogEntry this[SequenceNumber sequence, PeerNumber receiver] =>
        _entries.TryGetValue(sequence, out var entry)
            ? entry
            : throw new ProtocolViolationException(
                $"Peer {receiver} lacks number {sequence} and no live peer has kept it (kept: [{string.Join(", ", _entries.Values)}]): "
                + "a relay was dropped before all had acknowledged it (rules 5 and 9).");
    // </A5.7>
}
