using System.Buffers.Binary;

namespace Course.Benchmarks.Floors;

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

    /// <summary>Writes one frame, and answers its length.</summary>
    public static int Write(Span<byte> target, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, payload.Length);
        payload.CopyTo(target[HeaderLength..]);
        return HeaderLength + payload.Length;
    }
}
