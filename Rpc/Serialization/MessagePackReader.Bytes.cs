using System.Buffers.Binary;

namespace Course.Rpc.Serialization;

/// <summary>Single bytes, and the texts of errors.</summary>
public ref partial struct MessagePackReader
{
    private readonly byte PeekTag(string expected) => _at < _bytes.Length ? _bytes[_at] : throw Ended(expected);

    private byte ReadTag(string expected) => ReadByte(expected);

    private byte ReadByte(string expected) => _at < _bytes.Length ? _bytes[_at++] : throw Ended(expected);

    private ushort ReadBigEndian16(string expected) => BinaryPrimitives.ReadUInt16BigEndian(TakeFixed(sizeof(ushort), expected));

    private uint ReadBigEndian32(string expected) => BinaryPrimitives.ReadUInt32BigEndian(TakeFixed(sizeof(uint), expected));

    private long ReadBigEndian64(string expected) => BinaryPrimitives.ReadInt64BigEndian(TakeFixed(sizeof(long), expected));

    private ReadOnlySpan<byte> TakeFixed(int count, string expected)
    {
        if (count > Remaining) throw Ended(expected);
        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    /// <summary>An error at a place before the present one, with the declared type in its text.</summary>
    internal readonly MessageFormatException Error(string text, long offset) =>
        new(_target is null ? text : $"{text} (Reading {TypeNames.Of(_target)}.)", offset);

    private readonly MessageFormatException Unexpected(string expected, byte tag) => Unexpected(expected, tag, Consumed);

    /// <summary>The same where the tag has been read already.</summary>
    private readonly MessageFormatException UnexpectedBehind(string expected, byte tag) => Unexpected(expected, tag, Consumed - 1);

    private readonly MessageFormatException Unexpected(string expected, byte tag, long offset) => Error(
        $"Expected {expected} at offset {offset}, met {MessagePackTag.Describe(tag)}. Both sides must declare the same type.", offset);

    private readonly MessageFormatException Ended(string expected) =>
        Error($"Expected {expected} at offset {Consumed}, but the input ends after {_bytes.Length} bytes.{CutNote}", Consumed);

    private readonly MessageFormatException TooFewBytes(string what, long needed) => Error(
        $"The {what} before offset {Consumed} needs at least {needed} more bytes, but {Remaining} remain.{CutNote}", Consumed);

    private readonly string CutNote => _isCut
        ? $" More came, but SerializerLimits.MaximumBytes is {_limits.MaximumBytes}: raise it at all peers if such values are meant."
        : "";

    private readonly MessageFormatException TooManyElements(uint count, string what) => Error(
        $"The {what} of {count} before offset {Consumed} exceeds SerializerLimits.MaximumCollectionLength "
        + $"({_limits.MaximumCollectionLength}). Send it in parts, or raise the limit at all peers.", Consumed);

    private readonly MessageFormatException TooDeep() => Error(
        $"The value is nested deeper than SerializerLimits.MaximumDepth ({_limits.MaximumDepth}) at offset {Consumed}. "
        + "Raise the limit at all peers if such values are meant.", Consumed);

    private readonly MessageFormatException OutOfRange<T>(T value, long offset, Int128 minimum, Int128 maximum) => Error(
        $"{value} at offset {offset} is not from {minimum} to {maximum}. Both sides must declare the same type.", offset);

    private readonly MessageFormatException NotUtf8(long offset) =>
        Error($"The str at offset {offset} is not UTF-8. Send bytes that are no text as byte[].", offset);

    private readonly MessageFormatException NoTimestamp(long offset, sbyte type, long length) => Error(
        $"Expected a timestamp (extension {MessagePackTag.TimestampExtension} of 4, 8 or 12 bytes) at offset {offset}, met extension "
        + $"{type} of {length} bytes. Both sides must declare the same type.", offset);
}
