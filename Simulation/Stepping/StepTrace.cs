using Course.Rpc.Tracing;

namespace Course.Simulation.Stepping;

/// <summary>Collects the events of one step, and knows which send an event describes. One thread at a time.</summary>
internal sealed class StepTrace : ITrace
{
    private readonly List<TraceEvent> _events = [];
    private TraceEvent? _lastSend;

    public bool IsEnabled => true;

    public void Record(in TraceEvent e)
    {
        _events.Add(e);
        // A trace line comes right before the frame that it describes.
        _lastSend = e.To is null ? _lastSend : e;
    }

    /// <summary>The event of the frame that is being sent; null for a plain call, which has none.</summary>
    public TraceEvent? TakeSendTo(string to)
    {
        var sent = _lastSend is { } e && e.To == to ? _lastSend : null;
        _lastSend = null;
        return sent;
    }

    /// <summary>What was recorded since the last call.</summary>
    public IReadOnlyList<TraceEvent> TakeEvents()
    {
        TraceEvent[] events = [.. _events];
        _events.Clear();
        return events;
    }
}
