using Course.FaultTolerance;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>
/// A directed link: the frames in flight on it, and its end. When something may come out is a matter of events; what comes out is
/// decided here, so that a link in order stays in order whatever the times are.
/// </summary>
internal sealed class SimulatedLink(LinkOptions options)
{
    private readonly List<LinkItem> _frames = [];
    private int _head;
    private LinkItem? _end;
    private bool _isEndDue;

    public LinkOptions Options => options;

    /// <summary>How many frames are in flight.</summary>
    public int Count => _frames.Count - _head;

    /// <summary>Nothing is taken any more: its end is on the way or has come.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>When the latest frame of a link in order arrives; the next one cannot be earlier.</summary>
    public TimeSpan LastArrival { get; set; }

    /// <summary>Arrivals of frames that wait for a receiver that hangs or for a cut to heal.</summary>
    public int Stalled { get; set; }

    /// <summary>The arrival of the end waits likewise.</summary>
    public bool IsEndStalled { get; set; }

    /// <summary>What is on the way and says that the peer was excluded; null if nothing does.</summary>
    public string? Farewell => _end is { End: Rpc.Transport.LeaveReason.Excluded } end ? end.Detail : null;

    public void Add(LinkItem item)
    {
        if (item.End is null)
        {
            _frames.Add(item);
            return;
        }

        (_end, HasEnd) = (item, true);
    }

    /// <summary>The frame that comes out now, the oldest or any one; null if none is left.</summary>
    public LinkItem? TakeFrame(SeededRandom random)
    {
        if (Count == 0) return null;
        if (options.Order == LinkOrder.Unordered)
        {
            var chosen = _head + random.Below(Count);
            (_frames[_head], _frames[chosen]) = (_frames[chosen], _frames[_head]);
        }

        var frame = _frames[_head];
        _frames[_head++] = null!;
        if (_head > 64 && _head * 2 > _frames.Count) Compact();
        return frame;
    }

    /// <summary>The end, once it is due and all frames are out.</summary>
    public LinkItem? TakeEnd(bool isDue)
    {
        _isEndDue |= isDue;
        if (!_isEndDue || Count > 0) return null;
        var end = _end;
        _end = null;
        return end;
    }

    /// <summary>
    /// The sender crashed: a prefix of what is in flight survives, or any part of it if the link is a bag. The seed chooses.
    /// </summary>
    /// <returns>How many frames survive.</returns>
    public int Cut(SeededRandom random)
    {
        Compact();
        var items = _frames.Count + (_end is null ? 0 : 1);
        if (options.Order == LinkOrder.Unordered)
        {
            var kept = _frames.Where(_ => random.Chance(0.5)).ToList();
            _frames.Clear();
            _frames.AddRange(kept);
            if (_end is not null && random.Chance(0.5)) ForgetEnd();
        }
        else
        {
            var kept = random.Below(items + 1);
            if (_end is not null && kept < items) ForgetEnd();
            _frames.RemoveRange(Math.Min(kept, _frames.Count), _frames.Count - Math.Min(kept, _frames.Count));
        }

        return Count;
    }

    /// <summary>Nobody reads any more: what is in flight is gone.</summary>
    public void Clear()
    {
        Compact();
        _frames.Clear();
        (_end, HasEnd, Stalled, IsEndStalled) = (null, true, 0, false);
    }

    private void ForgetEnd() => (_end, HasEnd, _isEndDue, IsEndStalled) = (null, false, false, false);

    private void Compact()
    {
        _frames.RemoveRange(0, _head);
        _head = 0;
    }
}
