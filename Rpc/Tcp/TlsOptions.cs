using System.Security.Cryptography.X509Certificates;

namespace Course.Rpc.Tcp;

/// <summary>
/// TLS on every connection of a session: the rendezvous and each peer show the certificate where they are dialed, and whoever dials
/// checks it. All peers of a session may share one certificate.
/// </summary>
public sealed record TlsOptions
{
    /// <summary>Shown to those who dial; with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>
    /// SHA-256 thumbprints (hexadecimal, any case) of certificates that are trusted whatever name they bear. Default: none.
    /// </summary>
    public IReadOnlyList<string> TrustedThumbprints { get; init; } = [];

    /// <summary>
    /// Authorities whose certificates are trusted when they bear the name or address that was dialed. Default: none; the machine's own
    /// list is never asked.
    /// </summary>
    public X509Certificate2Collection? TrustedAuthorities { get; init; }
}
