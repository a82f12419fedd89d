namespace Course.Rpc.Tcp.Links;

/// <summary>The soft bound of a queue: application threads wait here while more bytes are queued than it allows.</summary>
internal sealed class Room(long bound)
{
    /// <summary>Wakes those who wait for a change of the two fields below.</summary>
    private readonly object _gate = new();
    private long _queued;
    private bool _open;

    /// <summary>Bytes in the queue.</summary>
    public long Queued => Volatile.Read(ref _queued);

    /// <returns>The bytes that are queued now.</returns>
    public long Add(long count) => Interlocked.Add(ref _queued, count);

    public void Remove(long count)
    {
        var left = Interlocked.Add(ref _queued, -count);
        // Who waits looked at the count inside the gate: either it saw this one, or it is woken.
        if (left <= bound && left + count > bound) Wake();
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
        if (Queued <= bound) return;
        using var registration = cancellation.UnsafeRegister(static room => ((Room)room!).Wake(), this);
        lock (_gate)
        {
            while (Queued > bound && !_open)
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
