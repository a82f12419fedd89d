using Course.Rpc.Tracing;

namespace Course.Simulation.Exploring;

/// <summary>One step of one peer, made once for all states in which it is possible.</summary>
internal sealed class LocalStep
{
    public required LocalNode From { get; init; }

    public required LocalInput Input { get; init; }

    /// <summary>Set when the step is entered into the table.</summary>
    public LocalNode To { get; set; } = null!;

    /// <summary>Receiver, from 0, and number of the item.</summary>
    public required (int To, int Item)[] Sends { get; init; }

    public required IReadOnlyList<TraceEvent> Events { get; init; }

    /// <summary>A buffer that is beyond its bound after the step, in words; null if all are within.</summary>
    public string? BrokenBound { get; init; }

    /// <summary>What went wrong at the peer in this step; null if nothing did.</summary>
    public string? Fault { get; init; }
}
