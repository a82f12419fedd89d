using Course.Rpc.Calls;
using Course.Rpc.Loops;

namespace Course.Relaying;

/// <summary>What an ordered call may not be, in words.</summary>
internal static class Refusals
{
    /// <summary>Awaiting an ordered call inside a delivery would wait for ever.</summary>
    public static void RefuseInsideDelivery(MethodDescriptor method, PeerLoop loop)
    {
        if (method.IsOneWay || SynchronizationContext.Current is not DeliveryContext delivery || delivery.Loop != loop) return;
        throw new InvalidOperationException(
            $"{method} was called inside the delivery of {delivery.Method}: its result comes only after this delivery has ended, "
            + "so awaiting it would wait for ever. Make the call one-way (return void), or make it outside of deliveries.");
    }

    public static void RefuseTooLarge(MethodDescriptor method, int bytes, CouplerOptions options)
    {
        if (bytes <= options.MaximumArgumentBytes) return;
        throw new ArgumentException(
            $"{method} was called with arguments of {bytes} bytes; the bound {nameof(CouplerOptions.MaximumArgumentBytes)} is "
            + $"{options.MaximumArgumentBytes}. Send less in one call, or in several.");
    }

    /// <summary>The loop cannot wait for room.</summary>
    public static InvalidOperationException NoRoomOnTheLoop(MethodDescriptor method, string self, CouplerOptions options) =>
        new($"{method} was called on the peer's loop while {options.MaximumUndelivered} calls of '{self}' "
            + $"are undelivered (the bound {nameof(CouplerOptions.MaximumUndelivered)}), and the loop cannot wait. "
            + "Call less often inside deliveries and handlers, or raise the bound.");
}
