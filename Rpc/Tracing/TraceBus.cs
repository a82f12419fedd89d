namespace Course.Rpc.Tracing;

/// <summary>
/// A trace with listeners inside the process, each of which hears the layers that it asked for. Listeners are given when the bus is made;
/// they are called on the peer's loop, in their order.
/// </summary>
public sealed class TraceBus : ITrace
{
    private readonly (ITrace Listener, TraceLayers Layers)[] _listeners;
    private readonly TraceLayers _wanted;

    /// <param name="listeners">Who hears which layers.</param>
    public TraceBus(params (ITrace Listener, TraceLayers Layers)[] listeners)
    {
        ArgumentNullException.ThrowIfNull(listeners);
        _listeners = [.. listeners];
        foreach (var (listener, layers) in listeners) _wanted |= listener.IsEnabled ? layers : TraceLayers.None;
    }

    /// <summary>Whether anybody hears anything.</summary>
    public bool IsEnabled => _wanted != TraceLayers.None;

    /// <summary>The layer of an event; <c>trace-ended</c> belongs to all of them.</summary>
    public static TraceLayers LayerOf(TraceEventKind kind) => kind switch
    {
        TraceEventKind.Delivered or TraceEventKind.DeliveryFailed => TraceLayers.Deliveries,
        TraceEventKind.ProcessJoined or TraceEventKind.ProcessLeft or TraceEventKind.SentLeft or TraceEventKind.ReceivedLeft
            or TraceEventKind.SessionStarted or TraceEventKind.SessionEnded => TraceLayers.Membership,
        TraceEventKind.EnteredSynchronization or TraceEventKind.SentReport or TraceEventKind.ReceivedReport or TraceEventKind.HeldBroadcast
            or TraceEventKind.SentFinishSynchronization or TraceEventKind.ReceivedFinishSynchronization
            or TraceEventKind.BecameRelayer => TraceLayers.Synchronization,
        TraceEventKind.TraceEnded => TraceLayers.All,
        _ => TraceLayers.Messages,
    };

    /// <inheritdoc/>
    public void Record(in TraceEvent e)
    {
        var layer = LayerOf(e.Event);
        foreach (var (listener, layers) in _listeners)
        {
            if ((layers & layer) != TraceLayers.None && listener.IsEnabled) listener.Record(e);
        }
    }
}
