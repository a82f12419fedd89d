using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Course.Rpc.Serialization.Codecs;

internal sealed class StringCodec : Codec<string?>
{
    private readonly TextCache _texts = new();

    public override void Write(ref MessagePackWriter writer, string? value)
    {
        if (value is null) writer.WriteNil();
        else writer.WriteString(value);
    }

    public override string? Read(ref MessagePackReader reader) => reader.ReadString(_texts);
}

/// <summary>A Guid travels as its 36 characters, like "6f9619ff-8b86-d011-b42d-00c04fc964ff".</summary>
internal sealed class GuidCodec : Codec<Guid>
{
    public override void Write(ref MessagePackWriter writer, Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out var length);
        writer.WriteUtf8(text[..length]);
    }

    public override Guid Read(ref MessagePackReader reader)
    {
        var start = reader.Consumed;
        var text = reader.ReadUtf8();
        return Utf8Parser.TryParse(text, out Guid value, out var used, 'D') && used == text.Length
            ? value
            : throw reader.Error($"The str at offset {start} is no Guid of 36 characters. Both sides must declare the same type.", start);
    }
}

/// <summary>A decimal travels as text: no number of the format holds 96 bits and a scale.</summary>
internal sealed class DecimalCodec : Codec<decimal>
{
    public override void Write(ref MessagePackWriter writer, decimal value)
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteUtf8(text[..length]);
    }

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override decimal Read(ref MessagePackReader reader)
    {
        var start = reader.Consumed;
        return decimal.TryParse(reader.ReadUtf8(), Style, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw reader.Error($"The str at offset {start} is no decimal number. Both sides must declare the same type.", start);
    }
}

internal sealed class UriCodec : Codec<Uri?>
{
    public override void Write(ref MessagePackWriter writer, Uri? value)
    {
        if (value is null) writer.WriteNil();
        else writer.WriteString(value.OriginalString);
    }

    public override Uri? Read(ref MessagePackReader reader)
    {
        var start = reader.Consumed;
        if (reader.ReadString() is not { } text) return null;
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var value)
            ? value
            : throw reader.Error($"The str at offset {start} is no Uri. Both sides must declare the same type.", start);
    }
}

internal sealed class VersionCodec : Codec<Version?>
{
    public override void Write(ref MessagePackWriter writer, Version? value)
    {
        if (value is null) writer.WriteNil();
        else writer.WriteUtf8(Encoding.ASCII.GetBytes(value.ToString()));
    }

    public override Version? Read(ref MessagePackReader reader)
    {
        var start = reader.Consumed;
        if (reader.ReadString() is not { } text) return null;
        return Version.TryParse(text, out var value)
            ? value
            : throw reader.Error($"The str at offset {start} is no Version. Both sides must declare the same type.", start);
    }
}
