using System.Security.Cryptography;
using System.Text;

namespace Course.Rpc.Tcp.Hellos;

/// <summary>
/// The proofs of a hello: HMAC-SHA256 over a label, the hello (with the dialer's nonce and all names) and the nonce of the dialed
/// side. The labels keep one side's proof from being played back as the other's.
/// </summary>
internal static class Keys
{
    public const int Bytes = 32;

    private static ReadOnlySpan<byte> DialerLabel => "dialer"u8;

    private static ReadOnlySpan<byte> DialedLabel => "dialed"u8;

    /// <summary>The key of a rendezvous; <see langword="null"/> where there is no secret.</summary>
    public static byte[]? OfSecret(string? secret) => secret is null ? null : Encoding.UTF8.GetBytes(secret);

    /// <summary>
    /// The key of the links: known to those who were given the session's token, and who know the secret where there is one.
    /// </summary>
    public static byte[] OfLinks(string? secret, ReadOnlySpan<byte> token) => HMACSHA256.HashData(OfSecret(secret) ?? [], token);

    public static byte[] DialerProof(byte[]? key, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> nonce) =>
        Proof(key, DialerLabel, hello, nonce);

    public static byte[] DialedProof(byte[]? key, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> nonce) =>
        Proof(key, DialedLabel, hello, nonce);

    public static byte[] Nonce() => RandomNumberGenerator.GetBytes(Bytes);

    private static byte[] Proof(byte[]? key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> nonce)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key ?? []);
        hash.AppendData(label);
        hash.AppendData(hello);
        hash.AppendData(nonce);
        return hash.GetHashAndReset();
    }
}
