using System.Diagnostics;
using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Watching;

/// <summary>
/// Knows whether this peer may still act. A peer that stood still for longer than the silence bound (stopped and continued, or hung in
/// a step) has been excluded by the others, whether it has heard of it or not: it does nothing more and ends its session, once.
/// </summary>
/// <remarks>
/// Scenario: relayer A is stopped; B and C exclude it and elect B; A is continued and finds old broadcasts in its sockets. If it went
/// on it would relay them in a dead epoch and deliver what nobody else delivers. The heartbeat enters the loop each fifth of the
/// bound, so a gap between two steps that is longer than the bound is such a sleep.
/// </remarks>
internal sealed class SleepWatch(TcpOptions options, PeerLoop loop, Action fellAsleep, Action<LeaveReason, string> ended)
{
    // In units of the clock's timestamps: asked for each frame, so it must cost little.
    private readonly long _bound = options.SilenceBound == Timeout.InfiniteTimeSpan
        ? long.MaxValue
        : (long)Math.Min(options.SilenceBound.TotalSeconds * options.Clock.TimestampFrequency, long.MaxValue);
    private volatile Verdict? _verdict;
    private volatile bool _left;

    // On the loop only.
    private long _last = options.Clock.GetTimestamp();
    private TimeSpan _slept;
    private bool _isOver;

    /// <summary>When the clock was looked at last: before this step, this frame, or later.</summary>
    public long LastLook => _last;

    private bool HasSlept => _slept > TimeSpan.Zero;

    /// <summary>Asked by the loop before each step. Ends the session when the verdict is there; steps after that find it ended.</summary>
    public bool Admit()
    {
        if (_left || _isOver) return true;
        var isAwake = IsAwake();
        if (_verdict is not { } verdict) return isAwake;
        _isOver = true;
        ended(verdict.Reason, Describe(verdict));
        return true;
    }

    /// <summary>Asked on the loop before each event: whether this peer is awake and in its session.</summary>
    public bool MayDeliver() => !_left && !_isOver && IsAwake();

    /// <summary>
    /// Asked on the loop before each send, without a look at the clock: what is sent lies in a queue until the end of the step, and
    /// <see cref="MayDeliver"/> is asked before it is written.
    /// </summary>
    public bool MaySend() => !_left && !_isOver && !HasSlept && _verdict is null;

    /// <summary>This peer leaves of its own will: nothing is delivered any more, and nothing ends against its will.</summary>
    public void Leave() => _left = true;

    /// <summary>The session ends for this peer against its will. Any thread; the first verdict counts.</summary>
    /// <param name="reason">The kind of end.</param>
    /// <param name="detail">The words; <see langword="null"/> when nobody said farewell to a peer that slept.</param>
    public void End(LeaveReason reason, string? detail)
    {
        if (Interlocked.CompareExchange(ref _verdict, new Verdict(reason, detail), null) is not null) return;
        loop.Post(ThreadRole.Select, static () => { });
    }

    private bool IsAwake()
    {
        if (HasSlept) return false;
        var now = options.Clock.GetTimestamp();
        var last = _last;
        _last = now;
        if (now - last > _bound && !Debugger.IsAttached)
        {
            _slept = options.Clock.GetElapsedTime(last, now);
            fellAsleep();
            return false;
        }

        return _verdict is null;
    }

    private string Describe(Verdict verdict)
    {
        if (!HasSlept) return verdict.Detail ?? "";
        var slept = $"this peer ('{options.Name}') slept {_slept.TotalSeconds:0.0} s, "
            + $"longer than the bound of {options.SilenceBound.TotalSeconds:0.#} s";
        return verdict.Detail is { } farewell
            ? $"{farewell}: {slept}; nothing was delivered since. Start it again in a new session."
            : $"{slept}, so the others have excluded it; nothing was delivered since. Start it again in a new session.";
    }

    private sealed record Verdict(LeaveReason Reason, string? Detail);
}
