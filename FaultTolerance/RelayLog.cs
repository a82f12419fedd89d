namespace Course.FaultTolerance;

/// <summary>
/// What this peer has accepted of the one order: how far it has come, what is stable, and the relays that it still keeps so that a
/// new relayer can complete them at others. Distributed buffering keeps the newest relay alone, whoever sent it (rule 6); replicated
/// buffering keeps every relay that is not stable (rule 9). Bound: 1, and the window (the relayer waits there).
/// </summary>
internal sealed class RelayLog(Buffering buffering)
{
    private readonly NumberedRing<Broadcast> _kept = new(firstNumber: 1);

    public LastReceived Last { get; private set; }

    /// <summary>All live members are known to have received everything through this.</summary>
    public LastReceived Stable { get; private set; }

    public int Count => _kept.Count;

    public void Append(in Broadcast broadcast)
    {
        // <A5.1> Accept the relay that is next and acknowledge it.
        // | _kept.Add gives the next number. Under distributed buffering the newest relay alone is kept, whoever sent it; else
        // | DropStable() decides.
        if (buffering == Buffering.Distributed && _kept.Count > 0) _kept.RemoveFirst();
        Last = LastReceived.Through(new SequenceNumber(_kept.Add(broadcast)));
        DropStable();
        // </A5.1>
    }

    public void LearnStable(LastReceived stable)
    {
        // <A6.1> Keep relays until they are stable.
        // | Numbers only grow: an older one may come late.
        // = if (buffering == Buffering.Distributed || stable <= Stable) return;
        // = throw new NotImplementedException("A6.1 Keep relays until they are stable.");
        if (stable <= Stable) return;
        Stable = stable;
        DropStable();
        // </A6.1>
    }

    /// <summary>A copy of what is kept, by rising number.</summary>
    public LogEntry[] Entries()
    {
        // <A5.2> Report when the relayer has left.
        // | For the report: what _kept holds, from _kept.First on.
        var entries = new LogEntry[_kept.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var number = _kept.First + i;
            entries[i] = new LogEntry(new SequenceNumber(number), _kept[number].Id, _kept[number].Body);
        }

        return entries;
        // </A5.2>
    }

    private void DropStable()
    {
        if (buffering == Buffering.Distributed) return;
        // <A6.1> Keep relays until they are stable.
        // | What is stable need not be kept. Nothing else may go: a new relayer may have to send it.
        while (_kept.Count > 0 && Stable.Includes(new SequenceNumber(_kept.First))) _kept.RemoveFirst();
        // </A6.1>
    }
}
