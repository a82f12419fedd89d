using System.Buffers.Binary;
using System.Text;

namespace Course.Rpc.Tcp.Wire;

/// <summary>Reads what <see cref="FieldWriter"/> wrote; whatever does not fit is a <see cref="BadFrameException"/>.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public int Number() => BinaryPrimitives.ReadInt32BigEndian(Bytes(4));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (_rest.Length < count) throw new BadFrameException($"a hello whose field of {count} bytes ends after {_rest.Length}");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public string Text(int maximumBytes)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));
        if (count > maximumBytes) throw new BadFrameException($"a hello whose text has {count} bytes; the limit is {maximumBytes}");
        return Encoding.UTF8.GetString(Bytes(count));
    }
}
