using System.Buffers;

namespace Course.Rpc.Serialization;

/// <summary>
/// Reads MessagePack values from bytes that nobody vouches for. Every length is held against the bytes that remain before
/// anything is allocated for it, and nesting is bounded, so that no input can exhaust memory or the stack.
/// </summary>
/// <remarks>Each method throws <see cref="MessageFormatException"/> at bytes it cannot read; nothing can be read after that.</remarks>
public ref partial struct MessagePackReader
{
    private readonly SerializerLimits _limits;
    private readonly Type? _target;
    private readonly bool _isCut;
    private readonly ReadOnlyMemory<byte> _input;
    private readonly ReadOnlySpan<byte> _bytes; // those of _input
    private int _at;
    private int _depth;

    /// <summary>Begins to read at the start of the input, within limits (default: <see cref="SerializerLimits.Default"/>).</summary>
    public MessagePackReader(scoped in ReadOnlySequence<byte> input, SerializerLimits? limits = null)
        : this(InOnePiece(input, limits ?? SerializerLimits.Default), input.Length, limits ?? SerializerLimits.Default, null, false)
    {
    }

    /// <summary>Begins to read at the start of the input, within limits (default: <see cref="SerializerLimits.Default"/>).</summary>
    public MessagePackReader(ReadOnlyMemory<byte> input, SerializerLimits? limits = null)
        : this(input, input.Length, limits ?? SerializerLimits.Default, null, false)
    {
    }

    // Reads a declared type, which error texts name; with sharesInput, bytes may be handed out as slices of the input.
    internal MessagePackReader(scoped in ReadOnlySequence<byte> input, SerializerLimits limits, Type? target, bool sharesInput)
        : this(InOnePiece(input, limits), input.Length, limits, target, sharesInput)
    {
    }

    internal MessagePackReader(ReadOnlyMemory<byte> input, long length, SerializerLimits limits, Type? target, bool sharesInput)
    {
        _limits = limits;
        _target = target;
        SharesInput = sharesInput;
        _isCut = length > limits.MaximumBytes;
        _input = input.Length > limits.MaximumBytes ? input[..(int)limits.MaximumBytes] : input;
        _bytes = _input.Span;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly long Consumed => _at;

    /// <summary>True when no byte is left.</summary>
    public readonly bool End => _at == _bytes.Length;

    /// <summary>True when bytes may be handed out as slices of the input.</summary>
    internal bool SharesInput { get; }

    private readonly int Remaining => _bytes.Length - _at;

    /// <summary>The kind of the next value, which is not consumed.</summary>
    public readonly MessagePackType PeekType()
    {
        var tag = PeekTag("a value");
        return MessagePackTag.TypeOf(tag) ?? throw Unexpected("a value", tag);
    }

    /// <summary>Reads nil if it is next; otherwise nothing is consumed.</summary>
    public bool TryReadNil()
    {
        if (PeekTag("a value") != MessagePackTag.Nil) return false;
        _at++;
        return true;
    }

    public bool ReadBoolean()
    {
        var tag = PeekTag("a boolean");
        if (tag is not (MessagePackTag.True or MessagePackTag.False)) throw Unexpected("a boolean", tag);
        _at++;
        return tag == MessagePackTag.True;
    }

    /// <summary>Reads the beginning of an array; the next values are its elements.</summary>
    public int ReadArrayHeader()
    {
        var tag = ReadTag("an array");
        var count = tag switch
        {
            >= MessagePackTag.FixArray and < MessagePackTag.FixString => (uint)(tag & 0x0f),
            MessagePackTag.Array16 => ReadBigEndian16("an array"),
            MessagePackTag.Array32 => ReadBigEndian32("an array"),
            _ => throw UnexpectedBehind("an array", tag),
        };
        return CheckCollection(count, 1, "array");
    }

    /// <summary>Reads the beginning of a map; the next values are its pairs of key and value.</summary>
    public int ReadMapHeader()
    {
        var tag = ReadTag("a map");
        var count = tag switch
        {
            >= MessagePackTag.FixMap and < MessagePackTag.FixArray => (uint)(tag & 0x0f),
            MessagePackTag.Map16 => ReadBigEndian16("a map"),
            MessagePackTag.Map32 => ReadBigEndian32("a map"),
            _ => throw UnexpectedBehind("a map", tag),
        };
        return CheckCollection(count, 2, "map");
    }

    /// <summary>Reads over one value, with all that it contains.</summary>
    public void Skip()
    {
        switch (PeekType())
        {
            case MessagePackType.Nil or MessagePackType.Boolean:
                _at++;
                break;
            case MessagePackType.Integer when PeekTag("an integer") == MessagePackTag.UInt64:
                ReadUInt64();
                break;
            case MessagePackType.Integer:
                ReadInt64();
                break;
            case MessagePackType.Float:
                ReadDouble();
                break;
            case MessagePackType.String:
                TakeString();
                break;
            case MessagePackType.Binary:
                ReadBytes();
                break;
            case MessagePackType.Extension:
                ReadExtension(out _);
                break;
            case MessagePackType.Array:
                SkipMany(ReadArrayHeader());
                break;
            case MessagePackType.Map:
                SkipMany(2L * ReadMapHeader());
                break;
        }
    }

    /// <summary>Reads over one value and gives its bytes, a slice of the input.</summary>
    public ReadOnlySequence<byte> ReadRaw()
    {
        var start = _at;
        Skip();
        return new ReadOnlySequence<byte>(_input[start.._at]);
    }

    /// <summary>Enters one level of nesting.</summary>
    internal void Enter()
    {
        if (++_depth > _limits.MaximumDepth) throw TooDeep();
    }

    internal void Leave() => _depth--;

    /// <summary>
    /// How many elements to make room for at once when the header claims <paramref name="count"/>: never more bytes than a small
    /// multiple of the input that is left. What is beyond that is paid for as the elements really come.
    /// </summary>
    internal readonly int InitialCapacity(int count, int elementSize) =>
        (int)Math.Min(count, Math.Max(8, Math.Min(8L * Remaining, 1 << 20) / elementSize));

    // Frames and arguments come in one piece; what does not is copied once, no more of it than may be read.
    private static ReadOnlyMemory<byte> InOnePiece(scoped in ReadOnlySequence<byte> input, SerializerLimits limits) =>
        input.IsSingleSegment ? input.First
        : input.Length > limits.MaximumBytes ? input.Slice(0, limits.MaximumBytes).ToArray()
        : input.ToArray();

    private void SkipMany(long count)
    {
        Enter();
        while (count-- > 0) Skip();
        Leave();
    }

    private readonly int CheckCollection(uint count, int bytesEach, string what)
    {
        if (count > _limits.MaximumCollectionLength) throw TooManyElements(count, what);
        if ((long)count * bytesEach > Remaining) throw TooFewBytes($"{what} of {count}", (long)count * bytesEach);
        return (int)count;
    }
}
