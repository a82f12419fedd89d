namespace Course.FaultTolerance;

/// <summary>A relay that a peer still keeps.</summary>
public readonly record struct LogEntry(SequenceNumber Sequence, BroadcastId Id, Body Body)
{
    public override string ToString() => $"{Sequence}={Id}";
}

/// <summary>
/// What a slave manager tells the newly elected relayer: how far it has come and which relays it keeps. It is sent always, also
/// when nothing was received yet (rule 6). Two reports are equal when their contents are.
/// </summary>
/// <param name="Epoch">The epoch that the report opens: the rank of the relayer it is sent to.</param>
/// <param name="Last">The newest relay that the sender accepted.</param>
/// <param name="Entries">By rising number: at most one under distributed buffering, at most the window under replicated buffering.</param>
public sealed record Report(Epoch Epoch, LastReceived Last, IReadOnlyList<LogEntry> Entries)
{
    public bool Equals(Report? other) =>
        other is not null && Epoch == other.Epoch && Last == other.Last && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Last.GetHashCode() ^ Epoch.Value ^ (Entries.Count << 16);

    public override string ToString() => $"epoch {Epoch}, {Last}, keeps [{string.Join(", ", Entries)}]";
}
