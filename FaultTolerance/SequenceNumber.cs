namespace Course.FaultTolerance;

/// <summary>
/// The place of a message in the one order of the session, from 1. It always names a message: "nothing received yet" is a
/// <see cref="LastReceived"/>, because a zero that means both is how a peer that received nothing forgets to report (trap 6).
/// </summary>
public readonly record struct SequenceNumber(long Value) : IComparable<SequenceNumber>
{
    public SequenceNumber Next => new(Value + 1);

    public int CompareTo(SequenceNumber other) => Value.CompareTo(other.Value);

    public static bool operator <(SequenceNumber left, SequenceNumber right) => left.Value < right.Value;

    public static bool operator >(SequenceNumber left, SequenceNumber right) => left.Value > right.Value;

    public static bool operator <=(SequenceNumber left, SequenceNumber right) => left.Value <= right.Value;

    public static bool operator >=(SequenceNumber left, SequenceNumber right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
