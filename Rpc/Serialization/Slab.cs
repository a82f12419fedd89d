using System.Buffers;

namespace Course.Rpc.Serialization;

/// <summary>
/// Memory for many messages, one behind the other. What was taken is never written again, so it may be kept; it keeps its piece of memory,
/// 64 KiB at most unless a single message is larger. Threads: one at a time.
/// </summary>
internal sealed class Slab : IBufferWriter<byte>
{
    private const int Least = 256;
    private const int Most = 64 << 10;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_end);
    }

    /// <summary>Begins a message: what one that broke off has left is no part of it.</summary>
    public void Begin() => _end = _start;

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var taken = _bytes.AsMemory(_start, _end - _start);
        _start = _end;
        // Nothing is written behind a large message: it would be kept by whoever keeps the small one.
        if (_bytes.Length > Most) (_bytes, _start, _end) = ([], 0, 0);
        return taken;
    }

    private void MakeRoom(int count)
    {
        if (_bytes.Length - _end >= Math.Max(count, 1)) return;
        // Small at first: most peers of a test or a search write little.
        var begun = _bytes.AsSpan(_start, _end - _start);
        var needed = begun.Length + count;
        // A large message doubles its memory; given just what it needs, it would be copied once for each of its parts.
        var size = needed > Most
            ? (int)Math.Clamp(2L * begun.Length, needed, Array.MaxLength)
            : Math.Max(Math.Clamp(_bytes.Length * 2, Least, Most), needed);
        var next = GC.AllocateUninitializedArray<byte>(size);
        begun.CopyTo(next);
        (_bytes, _start, _end) = (next, 0, begun.Length);
    }
}
