using System.Buffers.Binary;
using System.Text;

namespace Course.Simulation.Fingerprints;

/// <summary>Writes values so that equal values, and only these, have equal bytes, on every machine. Grows as needed; one thread.</summary>
internal sealed class CanonicalWriter
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public Fingerprint Fingerprint => Fingerprint.Of(Written);

    public void Clear() => _length = 0;

    public void Write(byte value) => Reserve(1)[0] = value;

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void Write(Fingerprint value) => value.WriteTo(Reserve(Fingerprint.Bytes));

    public void Write(string? value)
    {
        if (value is null)
        {
            Write(-1);
            return;
        }

        Write(value.Length);
        Encoding.Unicode.GetBytes(value, Reserve(2 * value.Length));
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Bytes that need no length, because what they are is known.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        var span = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return span;
    }
}
