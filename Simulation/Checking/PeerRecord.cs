using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>The trace of one peer as it was read or recorded.</summary>
/// <param name="Name">The peer's name.</param>
/// <param name="Events">Its events; their order counts, not their time.</param>
public sealed record PeerRecord(string Name, IReadOnlyList<TraceEvent> Events)
{
    /// <summary>The last line lacks its end, as a kill in the middle of a write leaves it.</summary>
    public bool IsTorn { get; init; }
}
