using System.Buffers;
using System.Buffers.Binary;

namespace Course.Rpc.Serialization;

/// <summary>
/// Writes MessagePack values, each in the shortest form, to a buffer writer. Nothing is guaranteed to be in the output before
/// <see cref="Flush"/>. After an error the output may hold the beginning of a value and is to be discarded.
/// </summary>
public ref partial struct MessagePackWriter
{
    private readonly IBufferWriter<byte>? _output; // null: all the room there is, is _span
    private readonly SerializerLimits _limits;
    private Span<byte> _span;
    private int _used;
    private long _flushed;
    private int _depth;

    /// <summary>Begins to write to an output, within limits (default: <see cref="SerializerLimits.Default"/>).</summary>
    public MessagePackWriter(IBufferWriter<byte> output, SerializerLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _limits = limits ?? SerializerLimits.Default;
        _span = output.GetSpan();
    }

    /// <summary>Writes into this memory alone; a value that does not fit is an <see cref="InvalidOperationException"/>.</summary>
    public MessagePackWriter(Span<byte> room, SerializerLimits? limits = null)
    {
        _limits = limits ?? SerializerLimits.Default;
        _span = room;
    }

    /// <summary>Bytes written so far, flushed or not.</summary>
    public readonly long Written => _flushed + _used;

    /// <summary>Hands what was written to the output. The writer can go on afterwards.</summary>
    /// <exception cref="MessageFormatException">More was written than <see cref="SerializerLimits.MaximumBytes"/>.</exception>
    public void Flush()
    {
        if (Written > _limits.MaximumBytes) ThrowTooManyBytes(0);
        if (_output is null) return;
        _output.Advance(_used);
        _flushed += _used;
        _used = 0;
        _span = default;
    }

    /// <summary>A copy of what was written, when it was written into memory that was given.</summary>
    public readonly byte[] ToArray() => _output is null
        ? _span[.._used].ToArray()
        : throw new InvalidOperationException("What was written belongs to the output that the writer was given. Take it from there.");

    public void WriteNil() => WriteByte(MessagePackTag.Nil);

    public void WriteBoolean(bool value) => WriteByte(value ? MessagePackTag.True : MessagePackTag.False);

    /// <summary>Writes bin 8, 16 or 32.</summary>
    public void WriteBinary(scoped ReadOnlySpan<byte> value)
    {
        WriteHeader(value.Length, MessagePackTag.Binary8, MessagePackTag.Binary16, MessagePackTag.Binary32);
        WriteRaw(value);
    }

    /// <summary>Begins bin 8, 16 or 32; the next <paramref name="length"/> bytes are its own, wherever they come from.</summary>
    internal void WriteBinaryHeader(int length) =>
        WriteHeader(length, MessagePackTag.Binary8, MessagePackTag.Binary16, MessagePackTag.Binary32);

    /// <summary>Begins an array; the elements are the next <paramref name="count"/> values.</summary>
    public void WriteArrayHeader(int count)
    {
        CheckCollection(count, "array");
        if (count < 16) WriteByte((byte)(MessagePackTag.FixArray | count));
        else WriteHeader(count, 0, MessagePackTag.Array16, MessagePackTag.Array32);
    }

    /// <summary>Begins a map; the next values are <paramref name="count"/> pairs of a key and its value.</summary>
    public void WriteMapHeader(int count)
    {
        CheckCollection(count, "map");
        if (count < 16) WriteByte((byte)(MessagePackTag.FixMap | count));
        else WriteHeader(count, 0, MessagePackTag.Map16, MessagePackTag.Map32);
    }

    /// <summary>Writes bytes that are MessagePack values already, as they are.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> values)
    {
        values.CopyTo(Reserve(values.Length));
        _used += values.Length;
    }

    /// <summary>Enters one level of nesting: a cycle in the value ends here, in words, and not in a stack overflow.</summary>
    internal void Enter()
    {
        if (++_depth > _limits.MaximumDepth) ThrowTooDeep();
    }

    internal void Leave() => _depth--;

    private readonly void ThrowTooDeep() => throw new MessageFormatException(
        $"The value is nested deeper than SerializerLimits.MaximumDepth ({_limits.MaximumDepth}). If it is no cycle, raise the "
        + "limit at all peers; a cycle cannot travel: send identities instead of references.");

    private void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _used++;
    }

    /// <summary>Writes a tag and a length in the narrowest of 8, 16 and 32 bits; of 16 and 32 where <paramref name="tag8"/> is 0.</summary>
    private void WriteHeader(int length, byte tag8, byte tag16, byte tag32)
    {
        var span = Reserve(5);
        _used += PutHeader(span, length, tag8, tag16, tag32);
    }

    private static int PutHeader(Span<byte> span, int length, byte tag8, byte tag16, byte tag32)
    {
        if (length <= byte.MaxValue && tag8 != 0)
        {
            span[0] = tag8;
            span[1] = (byte)length;
            return 2;
        }
        if (length <= ushort.MaxValue)
        {
            span[0] = tag16;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)length);
            return 3;
        }
        span[0] = tag32;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)length);
        return 5;
    }

    private readonly void CheckCollection(int count, string what)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count <= _limits.MaximumCollectionLength) return;
        throw new MessageFormatException(
            $"The {what} of {count} exceeds SerializerLimits.MaximumCollectionLength ({_limits.MaximumCollectionLength}). "
            + "Send it in parts, or raise the limit at all peers.");
    }

    /// <summary>At least that many free bytes, behind those already used.</summary>
    private Span<byte> Reserve(int count)
    {
        if (_span.Length - _used < count) Grow(count);
        return _span[_used..];
    }

    private void Grow(int count)
    {
        if (Written + count > _limits.MaximumBytes) CheckGrowth(count);
        if (_output is null) throw new InvalidOperationException($"{count} more bytes do not fit into the {_span.Length} that were given.");
        _output.Advance(_used);
        _flushed += _used;
        _used = 0;
        _span = _output.GetSpan(count);
    }

    private readonly void CheckGrowth(int count)
    {
        // Text and headers ask for more than they use; that much is forgiven here, and Flush has the last word.
        const int Slack = 1 << 16;
        if (Written + count - Slack > _limits.MaximumBytes) ThrowTooManyBytes(count);
    }

    private readonly void ThrowTooManyBytes(int more) => throw new MessageFormatException(
        $"The value takes at least {Written + more} bytes, more than SerializerLimits.MaximumBytes ({_limits.MaximumBytes}). "
        + "Send it in parts, or raise the limit at all peers.");
}
