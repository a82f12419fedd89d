using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Course.Rpc.Tcp.Wire;

/// <summary>Writes the fields of a hello, a welcome or a member list, one after another.</summary>
internal sealed class FieldWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(128);

    public FieldWriter Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
        return this;
    }

    public FieldWriter Bytes(ReadOnlySpan<byte> value)
    {
        _buffer.Write(value);
        return this;
    }

    /// <summary>Two bytes of length, then UTF-8.</summary>
    public FieldWriter Text(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(2), checked((ushort)count));
        _buffer.Advance(2);
        Encoding.UTF8.GetBytes(value, _buffer);
        return this;
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
