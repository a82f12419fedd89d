using System.Buffers.Binary;
using System.Text;

namespace Course.Rpc.Serialization;

/// <summary>
/// Short texts repeat: names, contracts, headers. Each is made once and handed out again. Holds a bounded number of texts of a bounded
/// length; whichever comes takes the place of another one. Threads: any, at once.
/// </summary>
internal sealed class TextCache
{
    private const int Longest = 64;
    private const int Places = 64;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of these bytes, which are UTF-8.</summary>
    public string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest) return Encoding.UTF8.GetString(bytes);
        return TryFind(bytes, out var place) is { } known ? known : _texts[place] = Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The text of these bytes if it is known.</summary>
    public string? TryFind(ReadOnlySpan<byte> bytes) => bytes.Length > Longest ? null : TryFind(bytes, out _);

    private string? TryFind(ReadOnlySpan<byte> bytes, out int place)
    {
        place = PlaceOf(bytes);
        return _texts[place] is { } text && text.Length == bytes.Length && Ascii.Equals(bytes, text) ? text : null;
    }

    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        var (first, last) = bytes.Length >= sizeof(ulong)
            ? (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]))
            : (ShortOf(bytes), 0UL);
        // Multiplied by a large odd number, the upper bits depend on all of them.
        return (int)(((first ^ (last << 1) ^ (ulong)bytes.Length) * 0x9E37_79B9_7F4A_7C15) >> 58);
    }

    private static ulong ShortOf(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        foreach (var octet in bytes) value = (value << 8) | octet;
        return value;
    }
}
