namespace Course.Tests.Tcp.Support;

/// <summary>A clock that moves when a test says so. Timers fire on the thread that moves it.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Time passes: each timer fires when it is due.</summary>
    public void Advance(TimeSpan span)
    {
        var end = _now + span.Ticks;
        while (TakeDue(end) is { } due)
        {
            Volatile.Write(ref _now, Math.Max(_now, due.At));
            due.Fire();
        }

        Volatile.Write(ref _now, end);
    }

    /// <summary>The process was stopped: time has passed, and timers that were due in between fire once, late.</summary>
    public void Jump(TimeSpan span)
    {
        Volatile.Write(ref _now, _now + span.Ticks);
        Advance(TimeSpan.Zero);
    }

    private (long At, Action Fire)? TakeDue(long end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(candidate => candidate.Due <= end).MinBy(candidate => candidate.Due);
            if (timer is null) return null;
            var at = timer.Due;
            if (timer.Period == Timeout.InfiniteTimeSpan) _timers.Remove(timer);
            else timer.Due = Math.Max(at, _now) + timer.Period.Ticks;
            return (at, timer.Callback);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        public Action Callback => callback;

        public long Due { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock._now + dueTime.Ticks;
                Period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
