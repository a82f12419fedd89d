using Course.Rpc.Loops;

namespace Course.Rpc.Tcp.Watching;

/// <summary>
/// Enters the loop each fifth of the silence bound. Pings leave from the loop and are answered by the other's loop, so a peer whose
/// loop hangs falls silent although its threads and sockets live.
/// </summary>
internal sealed class Heartbeat : ILoopWork, IDisposable
{
    private readonly TcpOptions _options;
    private readonly PeerLoop _loop;
    private readonly Action _tick;
    private readonly ITimer _timer;
    private int _posted;
    private long _last;

    public Heartbeat(TcpOptions options, PeerLoop loop, Action tick)
    {
        _options = options;
        _loop = loop;
        _tick = tick;
        _last = options.Clock.GetTimestamp();
        _timer = options.Clock.CreateTimer(static beat => ((Heartbeat)beat!).Beat(), this, options.TickPeriod, options.TickPeriod);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>On the loop.</summary>
    void ILoopWork.Run()
    {
        Volatile.Write(ref _posted, 0);
        // Silence is counted in ticks. Ticks that come in a burst, after this process got no processor for a while, are one tick.
        var now = _options.Clock.GetTimestamp();
        if (_options.Clock.GetElapsedTime(_last, now) < _options.TickPeriod / 2) return;
        _last = now;
        _tick();
    }

    private void Beat()
    {
        if (Interlocked.Exchange(ref _posted, 1) == 0) _loop.Post(ThreadRole.Select, this);
    }
}
