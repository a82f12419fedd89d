namespace Course.FaultTolerance;

/// <summary>
/// The identity of a broadcast: the peer that sent it and that peer's own count, from 1 without gap. It never changes, whoever
/// relays the broadcast and under whichever sequence number; the echo is recognized by it, and duplicates are (traps 1 and 8).
/// Before the session has started the host is not known and is zero.
/// </summary>
public readonly record struct BroadcastId(PeerNumber Host, long LocalNumber)
{
    /// <summary>As in traces: <c>host:local</c>.</summary>
    public override string ToString() => $"{Host.Value}:{LocalNumber}";
}
