using System.Net.Sockets;

namespace Course.Benchmarks.Floors;

/// <summary>
/// The bytes of all frames in one order, in a ring. Each receiver has a cursor and takes from it to the end what there is whenever its
/// last send has ended: what comes meanwhile piles up. Nothing in flight: whoever flushes sends.
/// </summary>
/// <param name="capacity">Bytes, a power of two. At the bound the appender waits for the slowest receiver.</param>
internal sealed class RingLog(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];

    // Guards the end, the list of cursors and who waits for room.
    private readonly Lock _gate = new();
    private RingCursor[] _cursors = [];
    private TaskCompletionSource? _room;
    private long _end;

    /// <summary>All bytes that were ever appended.</summary>
    public long End => Volatile.Read(ref _end);

    public void Add(Socket socket)
    {
        lock (_gate) _cursors = [.. _cursors, new RingCursor(this, socket, _end)];
    }

    /// <summary>Appends whole frames.</summary>
    /// <returns>Whether there was room.</returns>
    public bool TryAppend(ReadOnlySpan<byte> frames)
    {
        lock (_gate)
        {
            if (_end + frames.Length - Slowest() > capacity) return false;
            var start = (int)(_end & (capacity - 1));
            var first = Math.Min(frames.Length, capacity - start);
            frames[..first].CopyTo(_bytes.AsSpan(start));
            frames[first..].CopyTo(_bytes);
            Volatile.Write(ref _end, _end + frames.Length);
            return true;
        }
    }

    /// <summary>Completes when some receiver has moved on.</summary>
    public Task RoomAsync()
    {
        lock (_gate)
        {
            var room = _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // First say that somebody waits, then look: a cursor moves first and looks for who waits then, so one of both sees the other.
            Interlocked.MemoryBarrier();
            if (_end - Slowest() >= capacity / 2) return room.Task;
            _room = null;
            room.SetResult();
            return room.Task;
        }
    }

    /// <summary>Makes all receivers that rest send.</summary>
    public void Flush()
    {
        foreach (var cursor in Volatile.Read(ref _cursors)) cursor.Flush();
    }

    /// <summary>A receiver has moved on, or has left.</summary>
    public void Moved()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _room) is null) return;
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (_end - Slowest() >= capacity / 2) return;
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
    }

    /// <summary>What lies behind a position without a break.</summary>
    public ReadOnlyMemory<byte> From(long position)
    {
        var start = (int)(position & (capacity - 1));
        return _bytes.AsMemory(start, (int)Math.Min(End - position, capacity - start));
    }

    private long Slowest()
    {
        var slowest = _end;
        foreach (var cursor in _cursors) slowest = Math.Min(slowest, cursor.Position);
        return slowest;
    }
}
