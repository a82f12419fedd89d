using System.Buffers.Binary;

namespace Course.Benchmarks.Clients;

/// <summary>Four bytes of length, lowest first, then so many bytes.</summary>
internal static class Frames
{
    public const int HeaderLength = 4;

    /// <summary>How many of the bytes belong to complete frames.</summary>
    public static int CompleteLength(ReadOnlySpan<byte> bytes)
    {
        var end = 0;
        while (bytes.Length - end >= HeaderLength)
        {
            var next = end + HeaderLength + BinaryPrimitives.ReadInt32LittleEndian(bytes[end..]);
            if (next > bytes.Length) break;
            end = next;
        }

        return end;
    }

    /// <summary>The length of the first frame with its header, or 0 if it is not complete.</summary>
    public static int FirstLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength) return 0;
        var length = HeaderLength + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length <= bytes.Length ? length : 0;
    }

    /// <summary>Writes one frame, and answers its length.</summary>
    public static int Write(Span<byte> target, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, payload.Length);
        payload.CopyTo(target[HeaderLength..]);
        return HeaderLength + payload.Length;
    }
}
