using System.Buffers;
using System.Collections.Concurrent;
using Course.Rpc.Serialization;
using global::MessagePack;

namespace Course.Rpc.MessagePack;

/// <summary>The serializer on the NuGet package <c>MessagePack</c>: same types, same bytes as the kit's own codec.</summary>
/// <remarks>Threads: one instance may serve many peers and threads at once.</remarks>
public sealed class PackageMessageSerializer : IMessageSerializer
{
    private readonly ConcurrentDictionary<Type, IValueCodec> _codecs = new();
    private readonly MessagePackMessageSerializer _types = new();
    private readonly MessagePackSerializerOptions _options;
    private readonly SerializerLimits _limits;

    /// <summary>Makes a serializer within limits (default: <see cref="SerializerLimits.Default"/>).</summary>
    public PackageMessageSerializer(SerializerLimits? limits = null)
    {
        _limits = limits ?? SerializerLimits.Default;
        _options = MessagePackSerializerOptions.Standard
            .WithResolver(new DeclaredTypeResolver())
            .WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(_limits.MaximumDepth));
    }

    /// <inheritdoc/>
    public void Serialize<T>(IBufferWriter<byte> output, T value) => CodecFor(typeof(T)).Write(output, value);

    /// <inheritdoc/>
    public T Deserialize<T>(in ReadOnlySequence<byte> input, out long consumed) =>
        (T)CodecFor(typeof(T)).Read(input, out consumed)!;

    /// <inheritdoc/>
    public IValueCodec CodecFor(Type type)
    {
        // The kit's own codec decides which types travel, and says in words why one does not.
        return _codecs.GetOrAdd(type, declared => new PackageCodec(_types.CodecFor(declared).Type, _options, _limits));
    }

    private sealed class PackageCodec(Type type, MessagePackSerializerOptions options, SerializerLimits limits) : IValueCodec
    {
        public Type Type => type;

        public void Write(IBufferWriter<byte> output, object? value)
        {
            if (value is null ? type.IsValueType && Nullable.GetUnderlyingType(type) is null : !type.IsInstanceOfType(value))
            {
                throw new ArgumentException($"The codec of {type.Name} was given {value?.GetType().Name ?? "null"}.", nameof(value));
            }
            var whole = new ArrayBufferWriter<byte>();
            Guarded(() => MessagePackSerializer.Serialize(type, whole, value, options));
            if (whole.WrittenCount > limits.MaximumBytes)
            {
                throw new MessageFormatException(
                    $"The value takes {whole.WrittenCount} bytes, more than SerializerLimits.MaximumBytes ({limits.MaximumBytes}).");
            }
            output.Write(whole.WrittenSpan);
        }

        public object? Read(in ReadOnlySequence<byte> input, out long consumed)
        {
            var bounded = input.Length > limits.MaximumBytes ? input.Slice(0, limits.MaximumBytes) : input;
            var (value, read) = (default(object), 0L);
            Guarded(() =>
            {
                var reader = new global::MessagePack.MessagePackReader(bounded);
                value = MessagePackSerializer.Deserialize(type, ref reader, options);
                read = reader.Consumed;
            });
            consumed = read;
            return value;
        }

        private void Guarded(Action action)
        {
            try
            {
                action();
            }
            catch (Exception error) when (error is not (MessageFormatException or OutOfMemoryException))
            {
                var cause = error.GetBaseException();
                throw cause as MessageFormatException ?? new MessageFormatException($"{type.Name}: {cause.Message}", error);
            }
        }
    }
}
