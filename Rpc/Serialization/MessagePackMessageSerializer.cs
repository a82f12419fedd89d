using System.Buffers;
using System.Collections.Concurrent;
using Course.Rpc.Serialization.Codecs;

namespace Course.Rpc.Serialization;

/// <summary>
/// The codec of the MessagePack format: whole specification, closed set of types, limits. docs/design/codec.md has the rules and
/// the table of types.
/// </summary>
/// <remarks>Threads: one instance may serve many peers and threads at once.</remarks>
public sealed class MessagePackMessageSerializer : IMessageSerializer
{
    private readonly ConcurrentDictionary<Type, BoundCodec> _codecs = new();
    private readonly SerializerLimits _limits;
    private readonly bool _sharesInput;

    /// <summary>Makes a serializer; it compiles a codec when a type is first met.</summary>
    /// <param name="limits">What one value may cost, read or written; default <see cref="SerializerLimits.Default"/>.</param>
    /// <param name="sharesInput">
    /// False (default): what is read is independent of the input. True: a <see cref="ReadOnlyMemory{T}"/> of bytes is read as a
    /// slice of the input where it lies there in one piece; whoever owns the input may then never use its memory again.
    /// </param>
    public MessagePackMessageSerializer(SerializerLimits? limits = null, bool sharesInput = false)
    {
        _limits = limits ?? SerializerLimits.Default;
        _sharesInput = sharesInput;
    }

    /// <inheritdoc/>
    public void Serialize<T>(IBufferWriter<byte> output, T value) => Get<T>().WriteValue(output, value);

    /// <inheritdoc/>
    public T Deserialize<T>(in ReadOnlySequence<byte> input, out long consumed) => Get<T>().ReadValue(input, out consumed);

    /// <inheritdoc/>
    public IValueCodec CodecFor(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _codecs.TryGetValue(type, out var codec) ? codec : Compile(type);
    }

    private BoundCodec<T> Get<T>() => (BoundCodec<T>)(_codecs.TryGetValue(typeof(T), out var codec) ? codec : Compile(typeof(T)));

    private BoundCodec Compile(Type type)
    {
        // Two threads may compile the same type at once; both codecs work, and the first to be entered stays.
        var compiler = new CodecCompiler(known => _codecs.TryGetValue(known, out var codec) ? codec.Codec : null);
        compiler.For(type);
        foreach (var (made, codec) in compiler.Made) _codecs.TryAdd(made, codec.Bind(_limits, _sharesInput));
        return _codecs[type];
    }
}
