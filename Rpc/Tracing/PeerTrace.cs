namespace Course.Rpc.Tracing;

/// <summary>Stamps each event with the peer's name and its time, and passes it on.</summary>
public sealed class PeerTrace : ITrace
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private readonly ITrace _inner;
    private readonly string _peer;
    private readonly TimeProvider _time;

    /// <param name="inner">Where the stamped events go.</param>
    /// <param name="peer">The name that each event gets.</param>
    /// <param name="time">Its timestamp, in microseconds, becomes the event's time.</param>
    public PeerTrace(ITrace inner, string peer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentException.ThrowIfNullOrEmpty(peer);
        ArgumentNullException.ThrowIfNull(time);
        _inner = inner;
        _peer = peer;
        _time = time;
    }

    public bool IsEnabled => _inner.IsEnabled;

    public void Record(in TraceEvent e)
    {
        if (_inner.IsEnabled) _inner.Record(e with { Peer = _peer, Time = Now() });
    }

    /// <summary>In two steps, because the product of a nanosecond timestamp and a million leaves 64 bits within hours.</summary>
    private long Now()
    {
        var frequency = _time.TimestampFrequency;
        var (seconds, rest) = Math.DivRem(_time.GetTimestamp(), frequency);
        return (seconds * MicrosecondsPerSecond) + (rest * MicrosecondsPerSecond / frequency);
    }
}
