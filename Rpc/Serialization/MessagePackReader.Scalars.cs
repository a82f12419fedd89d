using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Course.Rpc.Serialization;

/// <summary>Numbers, text, bytes, extensions and timestamps.</summary>
public ref partial struct MessagePackReader
{
    /// <summary>Reads an integer of any width that fits 32 bits with sign.</summary>
    public int ReadInt32() => (int)ReadSigned(int.MinValue, int.MaxValue);

    /// <summary>Reads an integer of any width that fits 64 bits with sign.</summary>
    public long ReadInt64() => ReadSigned(long.MinValue, long.MaxValue);

    /// <summary>Reads an integer of any width that is not negative.</summary>
    public ulong ReadUInt64() => ReadUnsigned(ulong.MaxValue);

    /// <summary>Reads an integer of any width within a range.</summary>
    internal long ReadSigned(long minimum, long maximum)
    {
        var start = Consumed;
        var tag = ReadTag("an integer");
        if (tag <= MessagePackTag.MaximumPositiveFixInt) return tag;
        if (tag >= MessagePackTag.MinimumNegativeFixInt)
        {
            return (sbyte)tag >= minimum ? (sbyte)tag : throw OutOfRange((sbyte)tag, start, minimum, maximum);
        }
        var value = tag switch
        {
            MessagePackTag.UInt8 => ReadByte("an integer"),
            MessagePackTag.UInt16 => ReadBigEndian16("an integer"),
            MessagePackTag.UInt32 => ReadBigEndian32("an integer"),
            MessagePackTag.Int8 => (sbyte)ReadByte("an integer"),
            MessagePackTag.Int16 => (short)ReadBigEndian16("an integer"),
            MessagePackTag.Int32 => (int)ReadBigEndian32("an integer"),
            MessagePackTag.Int64 or MessagePackTag.UInt64 => ReadBigEndian64("an integer"),
            _ => throw UnexpectedBehind("an integer", tag),
        };
        if (tag == MessagePackTag.UInt64 && value < 0) throw OutOfRange((ulong)value, start, minimum, maximum);
        return value >= minimum && value <= maximum ? value : throw OutOfRange(value, start, minimum, maximum);
    }

    /// <summary>Reads an integer of any width within a range that begins at 0.</summary>
    internal ulong ReadUnsigned(ulong maximum)
    {
        var start = Consumed;
        if (PeekTag("an integer") != MessagePackTag.UInt64) return (ulong)ReadSigned(0, (long)Math.Min(maximum, long.MaxValue));
        _at++;
        var value = (ulong)ReadBigEndian64("an integer");
        return value <= maximum ? value : throw OutOfRange(value, start, 0, maximum);
    }

    /// <summary>Reads a float of either width, or an integer: other implementations write 1.0 as 1. A float 64 is rounded.</summary>
    public float ReadSingle() => (float)ReadDouble();

    /// <summary>Reads a float of either width, or an integer: other implementations write 1.0 as 1.</summary>
    public double ReadDouble()
    {
        switch (PeekTag("a float"))
        {
            case MessagePackTag.Float32:
                _at++;
                return BitConverter.UInt32BitsToSingle(ReadBigEndian32("a float"));
            case MessagePackTag.Float64:
                _at++;
                return BitConverter.Int64BitsToDouble(ReadBigEndian64("a float"));
            case MessagePackTag.UInt64:
                return ReadUInt64();
            case var tag when MessagePackTag.TypeOf(tag) == MessagePackType.Integer:
                return ReadInt64();
            case var tag:
                throw Unexpected("a float", tag);
        }
    }

    /// <summary>Reads text; nil is null.</summary>
    public string? ReadString()
    {
        if (TryReadNil()) return null;
        var start = Consumed;
        var length = TakeStringHeader();
        var bytes = Take(length);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw NotUtf8(start);
    }

    /// <summary>As <see cref="ReadString()"/>; a short text that came before is not made again.</summary>
    internal string? ReadString(TextCache texts)
    {
        if (TryReadNil()) return null;
        var start = Consumed;
        var bytes = Take(TakeStringHeader());
        if (texts.TryFind(bytes) is { } known) return known;
        return Utf8.IsValid(bytes) ? texts.TextOf(bytes) : throw NotUtf8(start);
    }

    /// <summary>Reads text as its UTF-8 bytes, not checked; a slice of the input where the bytes lie in one piece there.</summary>
    public ReadOnlySpan<byte> ReadUtf8() => Take(TakeStringHeader());

    /// <summary>Reads bin as a slice of the input, without a copy: it lives no longer than the input does.</summary>
    public ReadOnlySequence<byte> ReadBinary() => TakeSlice(TakeBinaryHeader(), "bin");

    /// <summary>Reads a byte string, as a slice of the input.</summary>
    internal ReadOnlySpan<byte> ReadBytes() => Take(TakeBinaryHeader(), "bin");

    /// <summary>Reads a byte string, as a slice of the input if it may be shared, else as a copy.</summary>
    internal ReadOnlyMemory<byte> ReadMemory()
    {
        var length = ReadBytes().Length;
        return SharesInput ? _input[(_at - length).._at] : _bytes[(_at - length).._at].ToArray();
    }

    /// <summary>Reads an extension's type, and its data as a slice of the input.</summary>
    public ReadOnlySequence<byte> ReadExtension(out sbyte type)
    {
        var tag = ReadTag("an extension");
        var length = tag switch
        {
            >= MessagePackTag.FixExtension1 and <= MessagePackTag.FixExtension16 => 1u << (tag - MessagePackTag.FixExtension1),
            MessagePackTag.Extension8 => ReadByte("an extension"),
            MessagePackTag.Extension16 => ReadBigEndian16("an extension"),
            MessagePackTag.Extension32 => ReadBigEndian32("an extension"),
            _ => throw UnexpectedBehind("an extension", tag),
        };
        type = (sbyte)ReadByte("an extension");
        return TakeSlice(length, "extension");
    }

    /// <summary>
    /// Reads a timestamp of any width as universal time. Fractions below 100 nanoseconds, which a <see cref="DateTime"/> cannot
    /// hold, are cut off.
    /// </summary>
    public DateTime ReadTimestamp()
    {
        var start = Consumed;
        if (MessagePackTag.TypeOf(PeekTag("a timestamp")) != MessagePackType.Extension) throw Unexpected("a timestamp", PeekTag(""));
        var slice = ReadExtension(out var type);
        if (type != MessagePackTag.TimestampExtension || slice.Length is not (4 or 8 or 12)) throw NoTimestamp(start, type, slice.Length);

        Span<byte> data = stackalloc byte[12];
        slice.CopyTo(data);
        var (seconds, nanoseconds) = slice.Length switch
        {
            4 => (BinaryPrimitives.ReadUInt32BigEndian(data), 0u),
            8 => Unpack(BinaryPrimitives.ReadUInt64BigEndian(data)),
            _ => (BinaryPrimitives.ReadInt64BigEndian(data[4..]), BinaryPrimitives.ReadUInt32BigEndian(data)),
        };
        // Seconds are held against the range of DateTime before they are turned into ticks, which would overflow.
        var minimum = -DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond;
        var maximum = (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        if (nanoseconds > 999_999_999) throw OutOfRange($"{nanoseconds} nanoseconds", start, 0, 999_999_999);
        if (seconds < minimum || seconds > maximum) throw OutOfRange($"{seconds} seconds", start, minimum, maximum);
        return DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick));

        static (long, uint) Unpack(ulong packed) => ((long)(packed & 0x3_ffff_ffff), (uint)(packed >> 34));
    }

    private void TakeString() => Take(TakeStringHeader());

    private uint TakeStringHeader()
    {
        var tag = ReadTag("a string");
        return tag switch
        {
            >= MessagePackTag.FixString and < MessagePackTag.Nil => (uint)(tag & 0x1f),
            MessagePackTag.String8 => ReadByte("a string"),
            MessagePackTag.String16 => ReadBigEndian16("a string"),
            MessagePackTag.String32 => ReadBigEndian32("a string"),
            _ => throw UnexpectedBehind("a string", tag),
        };
    }

    private uint TakeBinaryHeader()
    {
        var tag = ReadTag("binary");
        return tag switch
        {
            MessagePackTag.Binary8 => ReadByte("binary"),
            MessagePackTag.Binary16 => ReadBigEndian16("binary"),
            MessagePackTag.Binary32 => ReadBigEndian32("binary"),
            _ => throw UnexpectedBehind("binary", tag),
        };
    }

    private ReadOnlySequence<byte> TakeSlice(uint length, string what)
    {
        var start = _at;
        Advance(length, what);
        return new ReadOnlySequence<byte>(_input[start.._at]);
    }

    /// <summary>The next bytes in one piece: where they lie, or copied if they lie in several.</summary>
    private ReadOnlySpan<byte> Take(uint length, string what = "str")
    {
        var start = _at;
        Advance(length, what);
        return _bytes[start.._at];
    }

    private void Advance(uint length, string what)
    {
        if (length > Remaining) throw TooFewBytes($"{what} of {length} bytes", length);
        _at += (int)length;
    }
}
