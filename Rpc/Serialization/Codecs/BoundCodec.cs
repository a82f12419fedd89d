using System.Buffers;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>A codec with the limits of one serializer.</summary>
internal abstract class BoundCodec : IValueCodec
{
    public abstract Type Type { get; }

    public abstract Codec Codec { get; }

    public abstract void Write(IBufferWriter<byte> output, object? value);

    public abstract object? Read(in ReadOnlySequence<byte> input, out long consumed);

    public abstract object? Read(ReadOnlyMemory<byte> input, out long consumed);
}

internal sealed class BoundCodec<T>(Codec<T> codec, SerializerLimits limits, bool sharesInput) : BoundCodec
{
    public override Type Type => typeof(T);

    public override Codec Codec => codec;

    public void WriteValue(IBufferWriter<byte> output, T value)
    {
        var writer = new MessagePackWriter(output, limits);
        codec.Write(ref writer, value);
        writer.Flush();
    }

    public T ReadValue(in ReadOnlySequence<byte> input, out long consumed)
    {
        var reader = new MessagePackReader(input, limits, typeof(T), sharesInput);
        return ReadValue(ref reader, out consumed);
    }

    private T ReadValue(ref MessagePackReader reader, out long consumed)
    {
        try
        {
            var value = codec.Read(ref reader);
            consumed = reader.Consumed;
            return value;
        }
        // A constructor that holds its arguments against a rule refuses what the bytes say: bad bytes like any other.
        catch (Exception error) when (error is not (MessageFormatException or OutOfMemoryException))
        {
            throw new MessageFormatException(
                $"{TypeNames.Of(typeof(T))} refused the values before offset {reader.Consumed}: {error.GetType().Name}: {error.Message}",
                error);
        }
    }

    public override void Write(IBufferWriter<byte> output, object? value) => WriteValue(output, value switch
    {
        T typed => typed,
        null when default(T) is null => default!,
        _ => throw new ArgumentException(
            $"The codec of {TypeNames.Of(typeof(T))} was given {(value is null ? "null" : TypeNames.Of(value.GetType()))}. "
            + "Give a value of the declared type.", nameof(value)),
    });

    public override object? Read(in ReadOnlySequence<byte> input, out long consumed) => ReadValue(input, out consumed);

    public override object? Read(ReadOnlyMemory<byte> input, out long consumed)
    {
        var reader = new MessagePackReader(input, input.Length, limits, typeof(T), sharesInput);
        return ReadValue(ref reader, out consumed);
    }
}
