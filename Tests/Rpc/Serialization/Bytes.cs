using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

internal delegate void WriteStep(ref MessagePackWriter writer);

internal delegate object? ReadStep(ref MessagePackReader reader);

/// <summary>Bytes in and out, in one piece or in many.</summary>
internal static class Bytes
{
    public static byte[] Written(WriteStep write, SerializerLimits? limits = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output, limits);
        write(ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static object? Read(ReadOnlySequence<byte> input, ReadStep read, SerializerLimits? limits = null)
    {
        var reader = new MessagePackReader(input, limits);
        var value = read(ref reader);
        Assert.That(reader.End, $"{reader.Consumed} of {input.Length} bytes were read");
        return value;
    }

    public static object? Read(string hex, ReadStep read, SerializerLimits? limits = null) =>
        Read(new ReadOnlySequence<byte>(Convert.FromHexString(hex)), read, limits);

    public static byte[] Serialized<T>(this IMessageSerializer serializer, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, value);
        return output.WrittenSpan.ToArray();
    }

    public static string Hex<T>(this IMessageSerializer serializer, T value) => Convert.ToHexString(serializer.Serialized(value));

    /// <summary>Reads a value that must take all of the bytes.</summary>
    public static T Deserialized<T>(this IMessageSerializer serializer, byte[] bytes)
    {
        var value = serializer.Deserialize<T>(new ReadOnlySequence<byte>(bytes), out var consumed);
        Assert.That(consumed, Is.EqualTo(bytes.Length), "bytes consumed");
        return value;
    }

    public static T FromHex<T>(this IMessageSerializer serializer, string hex) =>
        serializer.Deserialized<T>(Convert.FromHexString(hex));

    /// <summary>The same bytes in segments of the given size.</summary>
    public static ReadOnlySequence<byte> InSegments(byte[] bytes, int size)
    {
        if (bytes.Length <= size) return new ReadOnlySequence<byte>(bytes);
        var first = new Segment(bytes.AsMemory(0, size), 0);
        var last = first;
        for (var i = size; i < bytes.Length; i += size) last = last.Append(bytes.AsMemory(i, Math.Min(size, bytes.Length - i)));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
