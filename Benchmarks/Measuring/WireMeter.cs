using System.Diagnostics.Tracing;
using System.Globalization;

namespace Course.Benchmarks.Measuring;

/// <summary>
/// Bytes that this process's sockets sent and received, as the runtime counts them. Counting costs time, so it is on in runs of its own.
/// </summary>
internal sealed class WireMeter : EventListener
{
    private const string Sockets = "System.Net.Sockets";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _counters = [];
    private TaskCompletionSource _updated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All bytes so far, in both directions; complete when the runtime has told its counters anew.</summary>
    public async Task<double> BytesAsync()
    {
        // The first update may have been under way; each tells both counters.
        for (var i = 0; i < 3; i++)
        {
            Task updated;
            lock (_gate) updated = _updated.Task;
            await updated;
        }

        lock (_gate) return _counters.GetValueOrDefault("bytes-sent") + _counters.GetValueOrDefault("bytes-received");
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name != Sockets) return;
        EnableEvents(
            eventSource, EventLevel.LogAlways, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "0.1" });
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is not { EventName: "EventCounters", Payload: [IDictionary<string, object> counter, ..] }) return;
        if (!counter.TryGetValue("Mean", out var mean)) return;
        lock (_gate)
        {
            _counters[(string)counter["Name"]] = Convert.ToDouble(mean, CultureInfo.InvariantCulture);
            if ((string)counter["Name"] != "bytes-received") return;
            _updated.SetResult();
            _updated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
