using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Course.Rpc.Serialization;

/// <summary>Numbers, text, extensions and timestamps.</summary>
public ref partial struct MessagePackWriter
{
    /// <summary>Writes an integer in the shortest form: of the unsigned forms if it is not negative.</summary>
    public void WriteInt64(long value)
    {
        if (value >= 0)
        {
            WriteUInt64((ulong)value);
            return;
        }
        var span = Reserve(9);
        switch (value)
        {
            case >= -32:
                span[0] = (byte)value;
                _used += 1;
                break;
            case >= sbyte.MinValue:
                span[0] = MessagePackTag.Int8;
                span[1] = (byte)value;
                _used += 2;
                break;
            case >= short.MinValue:
                span[0] = MessagePackTag.Int16;
                BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
                _used += 3;
                break;
            case >= int.MinValue:
                span[0] = MessagePackTag.Int32;
                BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
                _used += 5;
                break;
            default:
                span[0] = MessagePackTag.Int64;
                BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
                _used += 9;
                break;
        }
    }

    /// <summary>Writes an integer in the shortest form.</summary>
    public void WriteUInt64(ulong value)
    {
        var span = Reserve(9);
        switch (value)
        {
            case <= MessagePackTag.MaximumPositiveFixInt:
                span[0] = (byte)value;
                _used += 1;
                break;
            case <= byte.MaxValue:
                span[0] = MessagePackTag.UInt8;
                span[1] = (byte)value;
                _used += 2;
                break;
            case <= ushort.MaxValue:
                span[0] = MessagePackTag.UInt16;
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)value);
                _used += 3;
                break;
            case <= uint.MaxValue:
                span[0] = MessagePackTag.UInt32;
                BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)value);
                _used += 5;
                break;
            default:
                span[0] = MessagePackTag.UInt64;
                BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
                _used += 9;
                break;
        }
    }

    public void WriteSingle(float value)
    {
        var span = Reserve(5);
        span[0] = MessagePackTag.Float32;
        BinaryPrimitives.WriteSingleBigEndian(span[1..], value);
        _used += 5;
    }

    public void WriteDouble(double value)
    {
        var span = Reserve(9);
        span[0] = MessagePackTag.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        _used += 9;
    }

    /// <summary>Writes text as str, in UTF-8.</summary>
    /// <exception cref="MessageFormatException">The text holds half of a surrogate pair, which UTF-8 cannot express.</exception>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        // Long text is counted first, so that no more is asked of the output than it takes.
        const int LongText = 1 << 14;
        var longest = value.Length > LongText ? Encoding.UTF8.GetByteCount(value) : value.Length * 3;
        var span = Reserve(longest + 5);
        // Most text is ASCII: as many bytes as characters. The header is guessed from that, and the text moved if it was wrong.
        var header = StringHeaderLength(value.Length);
        var status = Utf8.FromUtf16(value, span[header..], out var read, out var length, replaceInvalidSequences: false);
        if (status != OperationStatus.Done) ThrowHalfSurrogate(read);
        var actual = StringHeaderLength(length);
        if (actual != header) span.Slice(header, length).CopyTo(span[actual..]);
        PutStringHeader(span, length);
        _used += actual + length;
    }

    /// <summary>Writes text that is UTF-8 already, as str.</summary>
    public void WriteUtf8(scoped ReadOnlySpan<byte> value)
    {
        _used += PutStringHeader(Reserve(5), value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes an extension in the shortest form; types below 0 are the specification's own, -1 is the timestamp.</summary>
    public void WriteExtension(sbyte type, scoped ReadOnlySpan<byte> data)
    {
        var fixTag = data.Length switch
        {
            1 => MessagePackTag.FixExtension1,
            2 => MessagePackTag.FixExtension2,
            4 => MessagePackTag.FixExtension4,
            8 => MessagePackTag.FixExtension8,
            16 => MessagePackTag.FixExtension16,
            _ => (byte)0,
        };
        if (fixTag != 0) WriteByte(fixTag);
        else WriteHeader(data.Length, MessagePackTag.Extension8, MessagePackTag.Extension16, MessagePackTag.Extension32);
        WriteByte((byte)type);
        WriteRaw(data);
    }

    /// <summary>
    /// Writes a point in time as timestamp 32, 64 or 96, whichever is the shortest that holds it. A local time is turned into
    /// universal time; a time of unspecified kind is taken for universal time.
    /// </summary>
    public void WriteTimestamp(DateTime value)
    {
        var ticks = (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks - DateTime.UnixEpoch.Ticks;
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        var nanoseconds = (uint)(rest * TimeSpan.NanosecondsPerTick);

        Span<byte> data = stackalloc byte[12];
        if (seconds >> 34 == 0)
        {
            var packed = ((ulong)nanoseconds << 34) | (ulong)seconds;
            BinaryPrimitives.WriteUInt64BigEndian(data, packed);
            WriteExtension(MessagePackTag.TimestampExtension, packed <= uint.MaxValue ? data[4..8] : data[..8]);
            return;
        }
        BinaryPrimitives.WriteUInt32BigEndian(data, nanoseconds);
        BinaryPrimitives.WriteInt64BigEndian(data[4..], seconds);
        WriteExtension(MessagePackTag.TimestampExtension, data);
    }

    private static int StringHeaderLength(int length) => length < 32 ? 1 : length <= byte.MaxValue ? 2 : length <= ushort.MaxValue ? 3 : 5;

    private static int PutStringHeader(Span<byte> span, int length)
    {
        if (length >= 32) return PutHeader(span, length, MessagePackTag.String8, MessagePackTag.String16, MessagePackTag.String32);
        span[0] = (byte)(MessagePackTag.FixString | length);
        return 1;
    }

    private static void ThrowHalfSurrogate(int index) => throw new MessageFormatException(
        $"The text holds half of a surrogate pair at index {index}, which is no character and has no UTF-8 form. "
        + "Cut text between characters, or send it as byte[].");
}
