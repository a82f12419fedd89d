namespace Course.Simulation.Stepping;

/// <summary>
/// Time that moves only when it is moved: nothing sleeps. Timers come due in the order of their times, those of one time in the order
/// in which they were made. One thread at a time.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly SortedSet<VirtualTimer> _timers = new(Comparer<VirtualTimer>.Create(VirtualTimer.Compare));
    private long _ticks;
    private long _made;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since the start of the run.</summary>
    public TimeSpan Now => new(_ticks);

    /// <summary>When the next timer comes due; null if there is none.</summary>
    public TimeSpan? NextDue => _timers.Min is { } timer ? new TimeSpan(timer.Due) : null;

    /// <inheritdoc/>
    public override long GetTimestamp() => _ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state, _made++);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time forward; timers that come due on the way fire, each at its own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before now.</exception>
    public void AdvanceTo(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time.Ticks, _ticks, nameof(time));
        while (_timers.Min is { } timer && timer.Due <= time.Ticks)
        {
            _ticks = Math.Max(_ticks, timer.Due);
            timer.Fire();
        }

        _ticks = time.Ticks;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, long number) : ITimer
    {
        private long _period;
        private bool _isSet;

        public long Due { get; private set; }

        public static int Compare(VirtualTimer? left, VirtualTimer? right) =>
            (left!.Due, left.Number).CompareTo((right!.Due, right.Number));

        private long Number => number;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            (Due, _period) = (clock._ticks + dueTime.Ticks, period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks);
            Set();
            return true;
        }

        public void Fire()
        {
            Dispose();
            if (_period > 0)
            {
                Due += _period;
                Set();
            }

            callback(state);
        }

        public void Dispose()
        {
            if (_isSet) clock._timers.Remove(this);
            _isSet = false;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set()
        {
            _isSet = true;
            clock._timers.Add(this);
        }
    }
}
