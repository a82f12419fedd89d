using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;

namespace Course.Rpc.Tracing;

/// <summary>Writes the parts of a line straight into the buffer: one trace line per event is on the hot path.</summary>
internal readonly ref struct TraceLineWriter(IBufferWriter<byte> output)
{
    private const int LongestNumber = 20;
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public void Number(ReadOnlySpan<byte> name, long value)
    {
        output.Write(name);
        Number(value);
    }

    public void Name(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write("\""u8);
        output.Write(value);
        output.Write("\""u8);
    }

    public void Text(ReadOnlySpan<byte> name, string value)
    {
        output.Write(name);
        output.Write("\""u8);
        Escaped(value);
        output.Write("\""u8);
    }

    public void Text(ReadOnlySpan<byte> name, string host, long local)
    {
        output.Write(name);
        output.Write("\""u8);
        Escaped(host);
        output.Write(":"u8);
        Number(local);
        output.Write("\""u8);
    }

    public void End() => output.Write("}\n"u8);

    private void Number(long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(LongestNumber), out var written);
        output.Advance(written);
    }

    private void Escaped(string value)
    {
        var text = value.AsSpan().ContainsAnyExcept(Plain) ? Encoder.Encode(value) : value;
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
