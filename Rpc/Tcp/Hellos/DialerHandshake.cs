using System.Security.Cryptography;
using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Hellos;

/// <summary>The side that dials: hello, proof, and the check of the other side's proof.</summary>
internal static class DialerHandshake
{
    /// <summary>Runs the handshake to its end.</summary>
    /// <param name="stream">A fresh connection.</param>
    /// <param name="type">The kind of hello.</param>
    /// <param name="write">Writes the hello's fields.</param>
    /// <param name="key">The key both sides know; <see langword="null"/> without a secret.</param>
    /// <param name="whom">The other side, for texts.</param>
    /// <param name="cancellation">Ends the handshake.</param>
    /// <returns>What the other side grants.</returns>
    /// <exception cref="SessionRefusedException">The other side refused, or could not prove itself.</exception>
    /// <exception cref="BadFrameException">The other side does not speak this protocol.</exception>
    /// <exception cref="IOException">The connection was lost before an answer.</exception>
    public static async Task<ReadOnlyMemory<byte>> RunAsync(
        Stream stream, FrameType type, Action<FieldWriter> write, byte[]? key, string whom, CancellationToken cancellation)
    {
        var fields = new FieldWriter().Bytes(Keys.Nonce());
        write(fields);
        var hello = fields.ToArray();
        await HelloStream.OpenAsync(stream, new Frame(type, hello), cancellation).ConfigureAwait(false);

        var challenge = await ReadAsync(stream, FrameType.Challenge, whom, cancellation).ConfigureAwait(false);
        var nonce = ReadChallenge(challenge.Span, key, whom);
        var proof = new Frame(FrameType.Proof, Keys.DialerProof(key, hello, nonce));
        await HelloStream.WriteAsync(stream, proof, cancellation).ConfigureAwait(false);

        var welcome = await ReadAsync(stream, FrameType.Welcome, whom, cancellation).ConfigureAwait(false);
        if (welcome.Length < Keys.Bytes) throw new BadFrameException("a welcome without a proof");
        var expected = Keys.DialedProof(key, hello, nonce);
        if (CryptographicOperations.FixedTimeEquals(welcome.Span[..Keys.Bytes], expected)) return welcome[Keys.Bytes..];
        throw new SessionRefusedException(
            RefusalRule.Secret, $"{whom} could not prove that it knows the secret: it is a stranger, or its secret differs. "
                + "Check the address and the secret.");
    }

    private static byte[] ReadChallenge(ReadOnlySpan<byte> payload, byte[]? key, string whom)
    {
        var fields = new FieldReader(payload);
        var needsSecret = fields.Bytes(1)[0] == 1;
        if (needsSecret == key is not null) return fields.Bytes(Keys.Bytes).ToArray();
        throw new SessionRefusedException(RefusalRule.Secret, needsSecret
            ? $"{whom} asks for a secret, and this peer has none. Give it the secret of the session."
            : $"{whom} has no secret, and this peer has one. Host the session with the secret, or join without.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, FrameType expected, string whom, CancellationToken cancellation)
    {
        var frame = await HelloStream.ReadAsync(stream, HelloStream.MaximumPayload, cancellation).ConfigureAwait(false);
        if (frame.Type == expected) return frame.Payload;
        if (frame.Type != FrameType.Refused)
        {
            throw new BadFrameException($"a frame with tag {(byte)frame.Type} where {expected} was expected");
        }

        var refusal = Refusal.Read(frame);
        // A farewell is in the words of the peer that excluded this one.
        var words = refusal.Rule == RefusalRule.Excluded ? refusal.Text : $"{whom} refused: {refusal.Text}";
        throw new SessionRefusedException(refusal.Rule, words);
    }
}
