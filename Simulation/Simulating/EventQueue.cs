namespace Course.Simulation.Simulating;

/// <summary>What is to come, ordered by virtual time, and at one time in the order in which it was added.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<WorldEvent, (long Time, long Number)> _events = new();
    private long _added;

    /// <summary>How many events other than ticks are to come: without any, only ticks could change something.</summary>
    public int Busy { get; private set; }

    /// <summary>When the next event is due; null if there is none.</summary>
    public TimeSpan? NextDue => _events.TryPeek(out _, out var at) ? new TimeSpan(at.Time) : null;

    public void Add(TimeSpan time, in WorldEvent e)
    {
        if (e.Kind != WorldEventKind.Tick) Busy++;
        _events.Enqueue(e, (time.Ticks, _added++));
    }

    public WorldEvent Take()
    {
        var e = _events.Dequeue();
        if (e.Kind != WorldEventKind.Tick) Busy--;
        return e;
    }
}
