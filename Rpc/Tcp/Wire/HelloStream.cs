using System.Buffers.Binary;

namespace Course.Rpc.Tcp.Wire;

/// <summary>
/// Reads and writes single frames of small size, and not a byte further: the stream goes to a <see cref="FrameReader"/> afterwards.
/// Used while the other side has not proved who it is, so it allocates no more than <see cref="MaximumPayload"/> on its word.
/// </summary>
internal static class HelloStream
{
    /// <summary>The largest payload of a frame before the proof.</summary>
    public const int MaximumPayload = 4 << 10;

    /// <summary>The version of everything on the wire.</summary>
    public const ushort Version = 1;

    /// <summary>The first four bytes that a dialer sends; its version follows in two bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "CRPC"u8;

    /// <summary>Magic, version and the first frame, in one write.</summary>
    public static async Task OpenAsync(Stream stream, Frame hello, CancellationToken cancellation, ushort version = Version)
    {
        var bytes = new byte[6 + hello.Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), version);
        Copy(hello, bytes.AsSpan(6));
        await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads magic and version.</summary>
    /// <returns>The dialer's version.</returns>
    /// <exception cref="BadFrameException">No magic.</exception>
    public static async Task<ushort> ReadOpeningAsync(Stream stream, CancellationToken cancellation)
    {
        var bytes = new byte[6];
        for (var filled = 0; filled < bytes.Length;)
        {
            var count = await stream.ReadAsync(bytes.AsMemory(filled), cancellation).ConfigureAwait(false);
            if (count == 0) throw new EndOfStreamException("The connection was closed before its hello.");
            filled += count;
            var seen = Math.Min(filled, Magic.Length);
            if (!bytes.AsSpan(0, seen).SequenceEqual(Magic[..seen]))
            {
                throw new BadFrameException($"bytes without the magic of a hello ({Convert.ToHexString(bytes, 0, filled)})");
            }
        }

        return BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4));
    }

    public static async Task<Frame> ReadAsync(Stream stream, int maximumPayload, CancellationToken cancellation)
    {
        var header = new byte[Frame.HeaderBytes];
        await stream.ReadExactlyAsync(header, cancellation).ConfigureAwait(false);
        var (type, length) = Frame.ReadHeader(header, maximumPayload);
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellation).ConfigureAwait(false);
        return new Frame(type, payload);
    }

    public static async Task WriteAsync(Stream stream, Frame frame, CancellationToken cancellation)
    {
        var bytes = new byte[frame.Size];
        Copy(frame, bytes);
        await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }

    private static void Copy(Frame frame, Span<byte> target)
    {
        frame.WriteHeader(target);
        frame.Payload.Span.CopyTo(target[Frame.HeaderBytes..]);
    }
}
