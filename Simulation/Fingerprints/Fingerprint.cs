using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Course.Simulation.Fingerprints;

/// <summary>
/// The first 128 bits of a SHA-256. Among a million different encodings two share one with a chance of about 10⁻²⁷, which is taken for
/// never.
/// The same in every process and on every machine.
/// </summary>
public readonly record struct Fingerprint(UInt128 Value) : IComparable<Fingerprint>
{
    public const int Bytes = 16;

    /// <summary>The fingerprint of an encoding.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> encoding)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(encoding, hash);
        return new Fingerprint(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public void WriteTo(Span<byte> output) => BinaryPrimitives.WriteUInt128BigEndian(output, Value);

    public int CompareTo(Fingerprint other) => Value.CompareTo(other.Value);

    public static bool operator <(Fingerprint left, Fingerprint right) => left.Value < right.Value;

    public static bool operator >(Fingerprint left, Fingerprint right) => left.Value > right.Value;

    public static bool operator <=(Fingerprint left, Fingerprint right) => left.Value <= right.Value;

    public static bool operator >=(Fingerprint left, Fingerprint right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("x32");
}
