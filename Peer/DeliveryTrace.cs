using Course.Filters;
using Course.Relaying;

namespace Course.Peers;

/// <summary>Tells the trace what the in-coupler delivers.</summary>
internal sealed class DeliveryTrace(EventTrace trace) : IDeliveryObserver
{
    public void Delivered(ApplicationCall call, object? context)
    {
        if (context is BroadcastContext place) trace.Delivered(place, call.Header, call.Arguments.Span);
    }

    public void Failed(ApplicationCall call, object? context, Exception exception)
    {
        if (context is BroadcastContext place) trace.DeliveryFailed(place, call.Header, exception);
    }
}
