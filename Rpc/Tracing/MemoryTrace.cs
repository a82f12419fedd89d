namespace Course.Rpc.Tracing;

/// <summary>Keeps all events in memory, in order: for tests and for the simulator. Unbounded; for one thread at a time.</summary>
public sealed class MemoryTrace : ITrace
{
    private readonly List<TraceEvent> _events = [];

    public bool IsEnabled => true;

    public IReadOnlyList<TraceEvent> Events => _events;

    public void Record(in TraceEvent e) => _events.Add(e);
}
