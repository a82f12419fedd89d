namespace Course.Rpc.Tcp.Wire;

/// <summary>One frame: on the wire a length of four bytes (tag and payload together, highest byte first), the tag, the payload. What is
/// sent may have a payload in two parts.</summary>
internal readonly record struct Frame(FrameType Type, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>Length and tag.</summary>
    public const int HeaderBytes = 5;

    /// <summary>Bytes on the wire.</summary>
    public int Size => HeaderBytes + Payload.Length + Body.Length;

    /// <summary>Writes length and tag to the first five bytes.</summary>
    public void WriteHeader(Span<byte> target)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(target, Payload.Length + Body.Length + 1);
        target[4] = (byte)Type;
    }

    /// <summary>Reads length and tag; the length of the payload is checked against a limit before anything is allocated.</summary>
    /// <exception cref="BadFrameException">The length is 0 or beyond the limit.</exception>
    public static (FrameType Type, int PayloadBytes) ReadHeader(ReadOnlySpan<byte> header, long maximumPayload)
    {
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length == 0) throw new BadFrameException("a frame of length 0, which has no tag");
        if (length - 1 > maximumPayload)
        {
            throw new BadFrameException($"a frame of {length - 1} bytes with tag {header[4]}; the limit is {maximumPayload} bytes");
        }

        return ((FrameType)header[4], (int)length - 1);
    }
}
