using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>One element of D(p).</summary>
/// <param name="Id">The broadcast.</param>
/// <param name="Number">The broadcast's number in this run's memory: equal ids have equal numbers.</param>
/// <param name="Epoch">Epoch of the relay that was delivered.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Digest">Digest of the delivered arguments.</param>
public readonly record struct Delivery(TraceId Id, int Number, int? Epoch, long? Sequence, string? Digest);
