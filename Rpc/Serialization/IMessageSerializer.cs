using System.Buffers;

namespace Course.Rpc.Serialization;

/// <summary>
/// Turns values into bytes and back. The declared type alone decides the form of the bytes: no type name travels, so both
/// sides must declare the same type.
/// </summary>
/// <remarks>Threads: one instance may serve many peers and many threads at once; it keeps nothing but compiled codecs.</remarks>
public interface IMessageSerializer
{
    /// <summary>Writes one value of the declared type <typeparamref name="T"/>.</summary>
    /// <exception cref="MessageFormatException">
    /// The type is not supported, or the value exceeds a limit. What <paramref name="output"/> holds by then is to be discarded.
    /// </exception>
    void Serialize<T>(IBufferWriter<byte> output, T value);

    /// <summary>Reads one value of the declared type <typeparamref name="T"/> from the start of the input.</summary>
    /// <param name="input">The bytes; more values may follow the first.</param>
    /// <param name="consumed">How many bytes the value took.</param>
    /// <exception cref="MessageFormatException">The bytes are not such a value, end too early, or exceed a limit.</exception>
    T Deserialize<T>(in ReadOnlySequence<byte> input, out long consumed);

    /// <summary>The codec of a declared type, for callers that know the type only at run time; compiled once and kept.</summary>
    /// <exception cref="MessageFormatException">The type is not supported; the text names type, member, rule and what to do.</exception>
    IValueCodec CodecFor(Type type);
}
