using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Course.Rpc.Tcp;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class TlsTests
{
    [Test]
    public async Task Tls_TrustedByThumbprint_SessionRuns()
    {
        using var certificate = Create("CN=session", null);
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var tls = new TlsOptions { Certificate = certificate, TrustedThumbprints = [thumbprint] };
        await using var session = await TestSession.HostAsync(new() { Tls = tls });
        await TalkAsync(session, tls);
    }

    [Test]
    public async Task Tls_TrustedByAuthority_SessionRuns()
    {
        using var authority = Create("CN=authority", null);
        using var certificate = Create("CN=session", authority);
        var tls = new TlsOptions { Certificate = certificate, TrustedAuthorities = [authority] };
        await using var session = await TestSession.HostAsync(new() { Tls = tls });
        await TalkAsync(session, tls);
    }

    [Test]
    public async Task Tls_OtherCertificate_IsNotTrusted()
    {
        using var certificate = Create("CN=session", null);
        using var other = Create("CN=other", null);
        await using var session = await TestSession.HostAsync(new() { Tls = new() { Certificate = certificate } });
        var trusting = new TlsOptions
        {
            Certificate = other,
            TrustedThumbprints = [other.GetCertHashString(HashAlgorithmName.SHA256)],
            TrustedAuthorities = [other],
        };
        var options = session.Options("ann", 1) with { Tls = trusting };
        var error = await Assert.ThrowsAsync<SessionUnreachableException>(() => TcpTransport.JoinAsync(options));
        Assert.That(error!.Message, Does.Contain("is not trusted"));
    }

    [Test]
    public async Task Tls_PeerSpeaksPlainly_IsClosed()
    {
        using var certificate = Create("CN=session", null);
        await using var session = await TestSession.HostAsync(new() { Tls = new() { Certificate = certificate } });
        var error = await Assert.ThrowsAsync<SessionUnreachableException>(() => TcpTransport.JoinAsync(session.Options("ann", 1)));
        Assert.That(error!.Message, Does.Contain("TLS on both sides").Or.Contains("is no rendezvous"));
    }

    private static async Task TalkAsync(TestSession session, TlsOptions tls)
    {
        foreach (var name in new[] { "ann", "bob" }) await session.JoinAsync(session.Options(name, 2) with { Tls = tls });
        await session[1].SeesAsync("started");
        await session[1].SendAsync("ann", new string('x', 300_000));
        await session[0].SeesAsync($"frame bob {new string('x', 300_000)}");
        await Guard.WaitAsync(session[0].Transport.LeaveAsync(), "ann leaves");
        await session[1].SeesAsync("left ann Goodbye");
    }

    private static X509Certificate2 Create(string name, X509Certificate2? issuer)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(79));
        if (issuer is null) return request.CreateSelfSigned(from, to);
        using var signed = request.Create(issuer, from, to, [1, 2, 3]);
        return signed.CopyWithPrivateKey(key);
    }
}
