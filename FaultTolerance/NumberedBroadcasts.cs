namespace Course.FaultTolerance;

/// <summary>
/// The broadcasts that were numbered and passed to the relayer object and are not yet sent to each of their N receivers. N is the live
/// set when the broadcast was numbered; a send is tied to its number by id, never by counting: the relayer object may know of a leave
/// earlier or later than the manager, and counted sends would shift to the next number (rule 8, trap 4, schedule D22).
/// Bound: the window under replicated buffering, one under distributed buffering.
/// </summary>
internal sealed class NumberedBroadcasts(PeerNumber highest)
{
    private readonly NumberedRing<Entry> _entries = new(firstNumber: 1);
    private readonly PeerTable<long> _sentThrough = new(highest);

    private record struct Entry(BroadcastId Id, int ReceiversLeft);

    public int Count => _entries.Count;

    /// <summary>Numbers go on after what the new relayer's log holds; every receiver has been served so far.</summary>
    public void StartAfter(LastReceived last, IReadOnlyList<PeerNumber> receivers)
    {
        _entries.StartAt(last.Next.Value);
        foreach (var receiver in receivers) _sentThrough[receiver] = last.Count;
    }

    public void Add(SequenceNumber sequence, BroadcastId id, int receivers)
    {
        var number = _entries.Add(new Entry(id, receivers));
        if (number != sequence.Value) throw new ProtocolViolationException($"Number {sequence} was given to {id}, {number} is next.");
    }

    /// <summary>
    /// The number under which the broadcast with this id goes to this receiver; false when it is known no more or was sent before.
    /// </summary>
    public bool TrySend(PeerNumber to, BroadcastId id, out SequenceNumber sequence)
    {
        // <A5.6> Give the relays of one broadcast its number.
        // | A receiver gets the numbers in order: _sentThrough. Is the entry of its next number this broadcast? By id: counting would
        // | shift. If not: RequireNotLater, and false. If so: one receiver less is left, and DropServed().
        var number = _sentThrough[to] + 1;
        sequence = new SequenceNumber(number);
        if (!_entries.Contains(number) || _entries[number].Id != id)
        {
            RequireNotLater(to, id, number);
            return false;
        }

        _sentThrough[to] = number;
        _entries[number].ReceiversLeft--;
        DropServed();
        return true;
        // </A5.6>
    }

    /// <summary>What was not sent to this receiver need not be sent to it any more.</summary>
    public void Leave(PeerNumber receiver)
    {
        // <A5.6> Give the relays of one broadcast its number.
        // | Each entry that it was not sent has one receiver less.
        for (var number = Math.Max(_entries.First, _sentThrough[receiver] + 1); number < _entries.Next; number++)
        {
            _entries[number].ReceiversLeft--;
        }

        DropServed();
        // </A5.6>
    }

    private void DropServed()
    {
        while (_entries.Count > 0 && _entries[_entries.First].ReceiversLeft == 0) _entries.RemoveFirst();
    }

    private void RequireNotLater(PeerNumber to, BroadcastId id, long expected)
    {
        for (var number = expected + 1; number < _entries.Next; number++)
        {
            if (_entries[number].Id != id) continue;
            throw new ProtocolViolationException(
                $"The relayer object sends {id} (number {number}) to peer {to} before {_entries[expected].Id} (number {expected}): "
                + "each receiver gets the passed broadcasts in the order in which they were passed (rule 17).");
        }
    }
}
