using System.Security.Cryptography;
using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Hellos;

/// <summary>
/// The side that was dialed. It proves nothing before the dialer has: a stranger gets no material to guess the secret from.
/// </summary>
internal sealed class DialedHandshake
{
    private readonly Stream _stream;
    private readonly ReadOnlyMemory<byte> _hello;
    private readonly byte[] _nonce = Keys.Nonce();

    private DialedHandshake(Stream stream, Frame hello)
    {
        _stream = stream;
        _hello = hello.Payload;
        if (_hello.Length < Keys.Bytes) throw new BadFrameException("a hello without a nonce");
    }

    /// <summary>The hello's fields, behind the nonce.</summary>
    public ReadOnlySpan<byte> Fields => _hello.Span[Keys.Bytes..];

    /// <summary>Reads magic, version and hello.</summary>
    /// <param name="stream">A fresh connection.</param>
    /// <param name="expected">The kind of hello that this side serves.</param>
    /// <param name="who">This side, for texts.</param>
    /// <param name="cancellation">Ends the handshake.</param>
    /// <exception cref="RefusedHelloException">Another version, or another kind of hello.</exception>
    /// <exception cref="BadFrameException">No hello at all.</exception>
    public static async Task<DialedHandshake> ReadAsync(Stream stream, FrameType expected, string who, CancellationToken cancellation)
    {
        var version = await HelloStream.ReadOpeningAsync(stream, cancellation).ConfigureAwait(false);
        if (version != HelloStream.Version)
        {
            throw new RefusedHelloException(
                RefusalRule.Version, $"{who} speaks version {HelloStream.Version} of the protocol, "
                    + $"the hello came in version {version}. Use the same release everywhere.");
        }

        var hello = await HelloStream.ReadAsync(stream, HelloStream.MaximumPayload, cancellation).ConfigureAwait(false);
        if (hello.Type == expected) return new DialedHandshake(stream, hello);
        throw new RefusedHelloException(RefusalRule.Hello, $"{who} expects {expected}, and got a frame with tag {(byte)hello.Type}. "
            + "Check the address.");
    }

    /// <summary>Challenges the dialer and checks its proof.</summary>
    /// <param name="key">The key both sides should know.</param>
    /// <param name="asksForSecret">Whether the dialer is told that a secret is needed.</param>
    /// <param name="refusal">The words for a proof that is wrong.</param>
    /// <param name="cancellation">Ends the handshake.</param>
    /// <exception cref="RefusedHelloException">The proof is wrong.</exception>
    public async Task ChallengeAsync(byte[]? key, bool asksForSecret, string refusal, CancellationToken cancellation)
    {
        var challenge = new Frame(FrameType.Challenge, (byte[])[(byte)(asksForSecret ? 1 : 0), .. _nonce]);
        await HelloStream.WriteAsync(_stream, challenge, cancellation).ConfigureAwait(false);
        var proof = await HelloStream.ReadAsync(_stream, Keys.Bytes, cancellation).ConfigureAwait(false);
        var expected = Keys.DialerProof(key, _hello.Span, _nonce);
        if (proof.Type == FrameType.Proof && CryptographicOperations.FixedTimeEquals(proof.Payload.Span, expected)) return;
        throw new RefusedHelloException(RefusalRule.Secret, refusal);
    }

    /// <summary>The welcome: this side's proof and what it grants.</summary>
    public Frame Welcome(byte[]? key, ReadOnlySpan<byte> granted) =>
        new(FrameType.Welcome, (byte[])[.. Keys.DialedProof(key, _hello.Span, _nonce), .. granted]);
}
