using Course.FaultTolerance;

namespace Course.Filters;

/// <summary>
/// The context of an application call inside its peer: ties the relays that the relayer object makes to the broadcast that caused
/// them, and a delivery to its place in the order.
/// </summary>
/// <param name="Epoch">The epoch in which it was numbered or delivered.</param>
/// <param name="Sequence">Its place in the order.</param>
/// <param name="Id">The broadcast.</param>
public sealed record BroadcastContext(Epoch Epoch, SequenceNumber Sequence, BroadcastId Id);
