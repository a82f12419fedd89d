namespace Course.Rpc.Tcp.Doors;

/// <summary>At most one line a second; the lines between are counted, and the next line says how many they were.</summary>
internal sealed class RateLimitedLog(Action<string>? log, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Guards the two fields below.</summary>
    private readonly Lock _gate = new();
    private long? _last;
    private int _held;

    public void Write(string line)
    {
        if (log is null) return;
        int held;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_last is { } last && clock.GetElapsedTime(last, now) < Pause)
            {
                _held++;
                return;
            }

            _last = now;
            held = _held;
            _held = 0;
        }

        log(held == 0 ? line : $"{line} … and {held} more before it");
    }

    /// <summary>Says how many lines were held back since the last one.</summary>
    public void Finish(string who)
    {
        int held;
        lock (_gate)
        {
            held = _held;
            _held = 0;
        }

        if (held > 0) log?.Invoke($"{who}: … and {held} more connections were closed at the door.");
    }
}
