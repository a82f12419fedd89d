namespace Course.Simulation.Checking;

/// <summary>What whoever ran the peers knows and traces cannot tell.</summary>
public sealed record RunFacts
{
    /// <summary>Peers that were killed. Null: unknown, and a trace without <c>trace-ended</c> counts as that of a killed peer.</summary>
    public IReadOnlySet<string>? Killed { get; init; }

    /// <summary>Peers that were made to hang.</summary>
    public IReadOnlySet<string> Stopped { get; init; } = new HashSet<string>();

    /// <summary>
    /// Peers that said goodbye while the run went on; a goodbye of any other peer belongs to the end of the run. Null: unknown, and
    /// whoever said goodbye counts as having left.
    /// </summary>
    public IReadOnlySet<string>? Left { get; init; }

    /// <summary>The run was in uniform mode: the uniform properties are required, not only reported.</summary>
    public bool IsUniform { get; init; }

    /// <summary>
    /// Links could lose frames or let them overtake one another, so that a relay may have come whose predecessor never did. Default
    /// false: over links in order that cannot be, and a relay that was received counts as taken.
    /// </summary>
    public bool LinksLeaveGaps { get; init; }

    /// <summary>What the run may cost; null: any number of messages.</summary>
    public CostBudget? Budget { get; init; }

    /// <summary>
    /// Buffers that were seen beyond their bounds, one line for each peer and step. Null: nobody looked, and bounds are not judged.
    /// </summary>
    public IReadOnlyList<string>? BrokenBounds { get; init; }

    /// <summary>What the guard said when it ended a run that did not become quiet; null if it did not fire.</summary>
    public string? Hang { get; init; }

    /// <summary>Why the run proves nothing: the fault that was asked for did not happen; null if it did.</summary>
    public string? Vacuous { get; init; }

    /// <summary>What was assumed or is worth knowing about the traces.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
