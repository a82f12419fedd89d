namespace Course.Relaying;

/// <summary>Hears what the in-coupler does. On the loop.</summary>
public interface IDeliveryObserver
{
    /// <summary>The call is handed to its replica now: its place in the order is final.</summary>
    /// <param name="call">The call.</param>
    /// <param name="context">The context of the envelope that brought it.</param>
    void Delivered(ApplicationCall call, object? context);

    /// <summary>The replica threw. The order goes on.</summary>
    void Failed(ApplicationCall call, object? context, Exception exception);
}
