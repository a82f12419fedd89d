namespace Course.Simulation.Checking;

/// <summary>What a run may cost, counted exactly from its traces; what a peer sends to itself costs nothing. Null: unlimited.</summary>
public sealed record CostBudget
{
    /// <summary>Broadcasts, relays and acknowledgements, divided by the broadcasts of the run.</summary>
    public int? MessagesPerBroadcast { get; init; }

    /// <summary>
    /// Reports, fills, finishes and broadcasts sent again, divided by the synchronization phases of the run.
    /// </summary>
    public int? MessagesPerSynchronization { get; init; }
}
