using Course.Rpc.Tracing;

namespace Course.Simulation.Stepping;

/// <summary>What one step of a peer did, as anybody outside can see it.</summary>
/// <param name="Sends">What it sent, in order: the receiver's index from 0, and the item.</param>
/// <param name="Events">What its trace says.</param>
/// <param name="Faults">Exceptions that no caller waits for, in words; empty if all is well.</param>
public sealed record StepOutput(
    IReadOnlyList<(int To, LinkItem Item)> Sends,
    IReadOnlyList<TraceEvent> Events,
    IReadOnlyList<string> Faults)
{
    /// <summary>A buffer that is beyond its bound after the step, in words. Null if all are within.</summary>
    public string? BrokenBound { get; init; }

    /// <summary>What a foreign thread did to the peer, in words. Null if none did.</summary>
    public string? Foreign { get; init; }

    /// <summary>The step was ended at its bound: its queue did not run empty. Null if it did.</summary>
    public string? Endless { get; init; }
}
