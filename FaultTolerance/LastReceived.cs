namespace Course.FaultTolerance;

/// <summary>
/// How far a peer has come in the one order: "nothing yet", or the sequence number of the newest message it has accepted.
/// A message number cannot be used in its place, nor it as a message number (trap 6). Relays are accepted without gap, so
/// "received through 7" means that 1 to 7 were all received. The default value is <see cref="Nothing"/>.
/// </summary>
public readonly record struct LastReceived : IComparable<LastReceived>
{
    private LastReceived(long count) => Count = count;

    /// <summary>Nothing was received yet.</summary>
    public static LastReceived Nothing => default;

    /// <summary>How many messages were received, from 0. This is the number that travels on the wire.</summary>
    public long Count { get; }

    public bool IsNothing => Count == 0;

    /// <summary>The number of the only message that can be accepted next.</summary>
    public SequenceNumber Next => new(Count + 1);

    /// <summary>Everything up to and including <paramref name="sequence"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static LastReceived Through(SequenceNumber sequence) =>
        sequence.Value >= 1
            ? new(sequence.Value)
            : throw new ArgumentOutOfRangeException(nameof(sequence), sequence.Value, "Sequence numbers start at 1.");

    /// <summary>The inverse of <see cref="Count"/>, for what comes from the wire.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static LastReceived FromCount(long count) =>
        count >= 0
            ? new(count)
            : throw new ArgumentOutOfRangeException(nameof(count), count, "A count of received messages is 0 (nothing yet) or more.");

    /// <summary>Whether the message with this number was received.</summary>
    public bool Includes(SequenceNumber sequence) => sequence.Value <= Count;

    public static LastReceived Earlier(LastReceived left, LastReceived right) => left < right ? left : right;

    public static LastReceived Later(LastReceived left, LastReceived right) => left > right ? left : right;

    public int CompareTo(LastReceived other) => Count.CompareTo(other.Count);

    public static bool operator <(LastReceived left, LastReceived right) => left.Count < right.Count;

    public static bool operator >(LastReceived left, LastReceived right) => left.Count > right.Count;

    public static bool operator <=(LastReceived left, LastReceived right) => left.Count <= right.Count;

    public static bool operator >=(LastReceived left, LastReceived right) => left.Count >= right.Count;

    public override string ToString() => IsNothing ? "nothing yet" : $"through {Count}";
}
