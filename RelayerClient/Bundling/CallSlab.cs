using System.Buffers;

namespace Course.Relaying.Bundling;

/// <summary>
/// Memory for the encoded arguments of calls on their way to the loop: written by one caller after the other, read on the loop, and used
/// again when all that was written has been read. Threads: one writes at a time; <see cref="Read"/> is for the loop.
/// </summary>
internal sealed class CallSlab : IBufferWriter<byte>
{
    private const int Least = 1 << 10;
    private const int Most = 64 << 10;

    private byte[] _bytes = new byte[Least];
    private int _start;
    private int _end;
    private int _written;
    private int _read;
    private bool _isFull;

    /// <summary>Whether it is time to go on with another slab: this one is for its reader from now on.</summary>
    public bool IsFull => Volatile.Read(ref _isFull);

    /// <summary>Begins a call: what one that broke off has left is no part of it.</summary>
    public void Begin() => _end = _start;

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var taken = _bytes.AsMemory(_start, _end - _start);
        _start = _end;
        _written++;
        if (_end > Most - (Most >> 4)) Volatile.Write(ref _isFull, true);
        return taken;
    }

    /// <summary>A call of this slab was read.</summary>
    /// <returns>Whether it was the last, so that the slab can be used again.</returns>
    public bool Read()
    {
        _read++;
        if (!IsFull || _read < _written) return false;
        (_start, _end, _written, _read) = (0, 0, 0, 0);
        _isFull = false;
        return _bytes.Length <= Most;
    }

    void IBufferWriter<byte>.Advance(int count) => _end += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_end);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_end);
    }

    private void MakeRoom(int count)
    {
        if (_bytes.Length - _end >= Math.Max(count, 1)) return;
        // What was taken before stays in the old memory, and with who reads it.
        var begun = _bytes.AsSpan(_start, _end - _start);
        var next = new byte[Math.Max(Math.Clamp(_bytes.Length * 2, Least, Most), begun.Length + count)];
        begun.CopyTo(next);
        (_bytes, _start, _end) = (next, 0, begun.Length);
    }
}
