namespace Course.FaultTolerance;

/// <summary>The join number of a peer: session-wide, given by the rendezvous, from 1 (rule 2). Zero means "no peer yet".</summary>
public readonly record struct PeerNumber(int Value) : IComparable<PeerNumber>
{
    public int CompareTo(PeerNumber other) => Value.CompareTo(other.Value);

    public static bool operator <(PeerNumber left, PeerNumber right) => left.Value < right.Value;

    public static bool operator >(PeerNumber left, PeerNumber right) => left.Value > right.Value;

    public static bool operator <=(PeerNumber left, PeerNumber right) => left.Value <= right.Value;

    public static bool operator >=(PeerNumber left, PeerNumber right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
