using System.Buffers;
using System.Security.Cryptography;

namespace Course.Rpc.Tracing;

/// <summary>
/// Short fingerprint of encoded arguments: the first 8 bytes of their SHA-256 in 16 lower-case hexadecimal digits.
/// Equal on every machine, so a message that was changed on its way is found by comparing texts.
/// </summary>
public static class TraceDigest
{
    private const int KeptBytes = 8;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..KeptBytes]);
    }

    public static string Of(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment) return Of(bytes.FirstSpan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var segment in bytes) hash.AppendData(segment.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, KeptBytes));
    }
}
