using System.Buffers;
using System.Globalization;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>
/// Says in one word what a MessagePack value is, whatever the widths on the wire: the same word that foreign/judge.py and
/// foreign/judge.mjs say. Pairs of maps are sorted; with <paramref name="oneKindOfNumber"/>, 1.0 is 1, as in JavaScript.
/// </summary>
internal sealed class Description(bool oneKindOfNumber)
{
    public string Of(byte[] value)
    {
        var reader = new MessagePackReader(value);
        var text = Of(ref reader);
        Assert.That(reader.End, "one value");
        return text;
    }

    private string Of(ref MessagePackReader reader) => reader.PeekType() switch
    {
        MessagePackType.Nil => reader.TryReadNil() ? "nil" : "",
        MessagePackType.Boolean => reader.ReadBoolean() ? "true" : "false",
        MessagePackType.Integer => $"i:{Integer(ref reader)}",
        MessagePackType.Float => Number(reader.ReadDouble()),
        MessagePackType.String => $"s:{Convert.ToHexStringLower(reader.ReadUtf8())}",
        MessagePackType.Binary => $"b:{Convert.ToHexStringLower(reader.ReadBinary().ToArray())}",
        MessagePackType.Array => Array(ref reader),
        MessagePackType.Map => Map(ref reader),
        _ => Extension(ref reader),
    };

    private static string Integer(ref MessagePackReader reader)
    {
        var raw = reader.ReadRaw().ToArray();
        var again = new MessagePackReader(raw);
        return raw[0] == 0xcf ? $"{again.ReadUInt64()}" : $"{again.ReadInt64()}";
    }

    private string Number(double value)
    {
        const double LargestSafe = 9007199254740991;
        if (double.IsNaN(value)) return "f:nan";
        return oneKindOfNumber && Math.Truncate(value) == value && Math.Abs(value) <= LargestSafe
            ? string.Create(CultureInfo.InvariantCulture, $"i:{(long)value}")
            : $"f:{BitConverter.DoubleToInt64Bits(value):x16}";
    }

    private string Array(ref MessagePackReader reader)
    {
        var elements = new string[reader.ReadArrayHeader()];
        for (var i = 0; i < elements.Length; i++) elements[i] = Of(ref reader);
        return $"[{string.Join(',', elements)}]";
    }

    private string Map(ref MessagePackReader reader)
    {
        var pairs = new string[reader.ReadMapHeader()];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = $"{Of(ref reader)}={Of(ref reader)}";
        System.Array.Sort(pairs, StringComparer.Ordinal);
        return $"{{{string.Join(',', pairs)}}}";
    }

    private static string Extension(ref MessagePackReader reader)
    {
        var raw = reader.ReadRaw().ToArray();
        var again = new MessagePackReader(raw);
        var data = again.ReadExtension(out var type);
        if (type != -1) return $"x:{type}:{Convert.ToHexStringLower(data.ToArray())}";
        again = new MessagePackReader(raw);
        var ticks = (again.ReadTimestamp() - DateTime.UnixEpoch).Ticks;
        var seconds = (long)Math.Floor((decimal)ticks / TimeSpan.TicksPerSecond);
        return $"t:{seconds}.{(ticks - (seconds * TimeSpan.TicksPerSecond)) * 100}";
    }
}
