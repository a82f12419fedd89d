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
        if (buffering == Buffering.Distributed && _kept.Count > 0) _kept.RemoveFirst();
        Last = LastReceived.Through(new SequenceNumber(_kept.Add(broadcast)));
        DropStable();
    }

    public void LearnStable(LastReceived stable)
    {
        if (stable <= Stable) return;
        Stable = stable;
        DropStable();
    }

    /// <summary>A copy of what is kept, by rising number.</summary>
    public LogEntry[] Entries()
    {
        var entries = new LogEntry[_kept.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var number = _kept.First + i;
            entries[i] = new LogEntry(new SequenceNumber(number), _kept[number].Id, _kept[number].Body);
        }

        return entries;
    }

    private void DropStable()
    {
        if (buffering == Buffering.Distributed) return;
        while (_kept.Count > 0 && Stable.Includes(new SequenceNumber(_kept.First))) _kept.RemoveFirst();
    }
}
