namespace Course.Rpc.Tcp.Links;

/// <summary>The soft bound of a queue: application threads wait here while more bytes are queued than it allows.</summary>
internal sealed class Room(long bound)
{
    /// <summary>Guards the two fields below, and wakes those who wait for a change of them.</summary>
    private readonly object _gate = new();
    private long _queued;
    private bool _open;

    /// <summary>Bytes in the queue.</summary>
    public long Queued => Volatile.Read(ref _queued);

    /// <returns>The bytes that are queued now.</returns>
    public long Add(long count)
    {
        lock (_gate) return _queued += count;
    }

    public void Remove(long count)
    {
        lock (_gate)
        {
            var wasFull = _queued > bound;
            _queued -= count;
            if (wasFull && _queued <= bound) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets everybody through for good: the peer has left.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _open = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Wait(CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(static room => ((Room)room!).Wake(), this);
        lock (_gate)
        {
            while (_queued > bound && !_open)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    private void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
