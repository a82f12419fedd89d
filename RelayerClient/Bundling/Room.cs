namespace Course.Relaying.Bundling;

/// <summary>
/// The bound of the own calls that were not delivered yet: of their number, and of the bytes of their arguments, so that what is on its
/// way fits the caches of a machine. Any thread takes room; the loop gives it back.
/// </summary>
internal sealed class Room : IDisposable
{
    /// <summary>The most bytes of undelivered arguments; one call alone may be longer.</summary>
    public const int MaximumBytes = 1 << 20;

    private readonly SemaphoreSlim _woken = new(0);
    private readonly CancellationTokenSource _ended = new();
    private readonly int _least;
    private readonly long _all;
    private long _taken;
    private long _givenBack;
    private int _waiting;

    /// <param name="maximum">The most calls.</param>
    public Room(int maximum)
    {
        // A call of few bytes takes so much that the most calls fill all of it.
        _least = Math.Max(1, MaximumBytes / maximum);
        _all = (long)_least * maximum;
    }

    /// <summary>Takes room without waiting.</summary>
    /// <param name="bytes">The bytes of the call's arguments.</param>
    /// <returns>False at the bound.</returns>
    public bool TryTake(int bytes)
    {
        var needed = Math.Max(bytes, _least);
        var taken = Interlocked.Add(ref _taken, needed) - Volatile.Read(ref _givenBack);
        if (taken <= _all || taken == needed) return true;
        Interlocked.Add(ref _taken, -needed);
        return false;
    }

    /// <summary>Waits for room at the bound.</summary>
    /// <returns>False if the session has ended.</returns>
    public bool Wait(int bytes, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
            // Whoever waits has said so before this look at what was given back.
            while (!TryTake(bytes)) _woken.Wait(either.Token);
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

    /// <summary>A call was delivered. On the loop.</summary>
    public void GiveBack(int bytes) => Volatile.Write(ref _givenBack, _givenBack + Math.Max(bytes, _least));

    /// <summary>
    /// Lets those go on who wait, once half of the room is free: each of them makes more than one call then. On the loop.
    /// </summary>
    public void WakeIfHalfFree()
    {
        Interlocked.MemoryBarrier();
        var waiting = Volatile.Read(ref _waiting);
        if (waiting > 0 && Volatile.Read(ref _taken) - _givenBack <= _all / 2) _woken.Release(waiting);
    }

    /// <summary>The session has ended: nobody waits any more.</summary>
    public void End() => _ended.Cancel();

    public void Dispose()
    {
        _ended.Dispose();
        _woken.Dispose();
    }
}
