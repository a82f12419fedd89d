namespace Course.Relaying.Bundling;

/// <summary>
/// The bound of the own calls that were not delivered yet, as two counts. Any thread takes room; the loop gives it back.
/// </summary>
internal sealed class Room(int maximum) : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0);
    private readonly CancellationTokenSource _ended = new();
    private long _taken;
    private long _delivered;
    private int _waiting;

    /// <summary>Takes room without waiting.</summary>
    /// <returns>False at the bound.</returns>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) - Volatile.Read(ref _delivered) <= maximum) return true;
        Interlocked.Decrement(ref _taken);
        return false;
    }

    /// <summary>Waits for room at the bound.</summary>
    /// <returns>False if the session has ended.</returns>
    public bool Wait(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
            // Whoever waits has said so before this look at what was delivered.
            while (!TryTake()) _woken.Wait(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The calls through this number were delivered. On the loop.</summary>
    public void Delivered(long number) => Volatile.Write(ref _delivered, number);

    /// <summary>
    /// Lets those go on who wait, once half of the room is free: each of them makes more than one call then. On the loop.
    /// </summary>
    public void WakeIfHalfFree()
    {
        Interlocked.MemoryBarrier();
        var waiting = Volatile.Read(ref _waiting);
        if (waiting > 0 && Volatile.Read(ref _taken) - _delivered <= maximum / 2) _woken.Release(waiting);
    }

    /// <summary>The session has ended: nobody waits any more.</summary>
    public void End() => _ended.Cancel();

    public void Dispose()
    {
        _ended.Dispose();
        _woken.Dispose();
    }
}
