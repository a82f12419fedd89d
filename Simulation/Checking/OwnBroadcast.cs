using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>One element of B(p): a broadcast at its first sending, or at its holding back.</summary>
/// <param name="Id">The broadcast.</param>
/// <param name="Number">The broadcast's number in this run's memory.</param>
/// <param name="Digest">Digest of the arguments.</param>
/// <param name="DeliveredBefore">How many messages its peer had delivered then: its causal past.</param>
public readonly record struct OwnBroadcast(TraceId Id, int Number, string? Digest, int DeliveredBefore);
