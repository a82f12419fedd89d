using System.Threading.Tasks.Sources;

namespace Course.Rpc.Tcp.Links;

/// <summary>Tells a reader that its batch was handed over; used again and again, without an allocation each time.</summary>
internal sealed class BatchSignal : IValueTaskSource
{
    // The reader goes on at another thread: the loop has better things to do than to read.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _armed;

    /// <summary>Whether a batch is with the loop.</summary>
    public bool IsArmed => Volatile.Read(ref _armed) == 1;

    /// <summary>Called by the reader before it posts its batch.</summary>
    public void Arm()
    {
        _core.Reset();
        Interlocked.Exchange(ref _armed, 1);
    }

    /// <summary>Ends the wait. Whoever comes second (the loop, or the end of the link) does nothing.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _armed, 0) == 1) _core.SetResult(true);
    }

    public ValueTask WaitAsync() => new(this, _core.Version);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
