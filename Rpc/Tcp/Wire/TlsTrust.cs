using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Course.Rpc.Tcp.Wire;

/// <summary>Which certificates a dialer accepts.</summary>
internal static class TlsTrust
{
    public static bool IsTrusted(TlsOptions tls, X509Certificate? shown, SslPolicyErrors errors)
    {
        if (shown is null) return false;
        using var certificate = new X509Certificate2(shown);
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (tls.TrustedThumbprints.Contains(thumbprint, StringComparer.OrdinalIgnoreCase)) return true;
        if (tls.TrustedAuthorities is not { Count: > 0 } authorities) return false;

        // The machine's list was asked by the handshake and does not count here; only the name's check of its errors does.
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
