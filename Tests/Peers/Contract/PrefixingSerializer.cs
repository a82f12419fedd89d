using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Tests.Peers.Contract;

/// <summary>
/// A second serializer, to show the seam: each value is preceded by a byte of its own, and read by nobody who does not know it.
/// </summary>
internal sealed class PrefixingSerializer : IMessageSerializer
{
    private const byte Prefix = 0x5a;
    private readonly MessagePackMessageSerializer _inner = new(sharesInput: true);

    public void Serialize<T>(IBufferWriter<byte> output, T value)
    {
        output.Write([Prefix]);
        _inner.Serialize(output, value);
    }

    public T Deserialize<T>(in ReadOnlySequence<byte> input, out long consumed)
    {
        var value = _inner.Deserialize<T>(Behind(input), out consumed);
        consumed++;
        return value;
    }

    public IValueCodec CodecFor(Type type) => new PrefixingCodec(_inner.CodecFor(type));

    private static ReadOnlySequence<byte> Behind(in ReadOnlySequence<byte> input)
    {
        if (input.IsEmpty || input.FirstSpan[0] != Prefix) throw new MessageFormatException(
            "A value without its prefix. Both sides must use the prefixing serializer.");
        return input.Slice(1);
    }

    private sealed class PrefixingCodec(IValueCodec inner) : IValueCodec
    {
        public Type Type => inner.Type;

        public void Write(IBufferWriter<byte> output, object? value)
        {
            output.Write([Prefix]);
            inner.Write(output, value);
        }

        public object? Read(in ReadOnlySequence<byte> input, out long consumed)
        {
            var value = inner.Read(Behind(input), out consumed);
            consumed++;
            return value;
        }
    }
}
