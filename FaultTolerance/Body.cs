namespace Course.FaultTolerance;

/// <summary>
/// The encoded application call. The managers never look inside; they keep the bytes until every live peer has them, so the memory
/// must not be changed or returned to a pool after it was handed over. Two bodies are equal when their bytes are.
/// </summary>
public readonly struct Body(ReadOnlyMemory<byte> bytes) : IEquatable<Body>
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public int Length => Bytes.Length;

    public bool Equals(Body other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => obj is Body other && Equals(other);

    /// <summary>FNV-1a over the bytes: the same in every process, unlike <see cref="HashCode"/>.</summary>
    public override int GetHashCode()
    {
        var hash = 2166136261u;
        foreach (var octet in Bytes.Span) hash = unchecked((hash ^ octet) * 16777619u);
        return unchecked((int)hash);
    }

    public static bool operator ==(Body left, Body right) => left.Equals(right);

    public static bool operator !=(Body left, Body right) => !left.Equals(right);

    public override string ToString() => $"{Length} bytes";
}
