namespace Course.Simulation.Exploring;

/// <summary>What an exploration found.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Counts">What it visited.</param>
/// <param name="Bounds">Within which bounds.</param>
public sealed record ExplorationResult(ExplorationOutcome Outcome, ExplorationCounts Counts, ExplorationBounds Bounds)
{
    /// <summary>The certificate's digest: what was visited, equal in every process. Empty unless the search was exhausted.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Names everything that checkers saw in the search; empty unless it was exhausted. For comparing two ways to search.</summary>
    internal string Outcomes { get; init; } = "";

    /// <summary>What is broken; null unless the outcome is <see cref="ExplorationOutcome.Violated"/>.</summary>
    public Violation? Violation { get; init; }

    /// <summary>The shortest schedule that breaks it, or that leads to the step which hung or differed; null where there is none.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Why there is no certificate, in words; empty where there is one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The verdict in one line.</summary>
    public string Line => Outcome switch
    {
        ExplorationOutcome.Holds => $"holds ({Exhausted}, digest {Digest[..16]}…)",
        ExplorationOutcome.Violated => $"violated: {Violation!.Text} (after {Schedule!.Steps.Count} steps; {Visited})",
        ExplorationOutcome.OutOfBudget => $"out of budget: {Reason} ({Visited}); nothing is proved",
        ExplorationOutcome.Nondeterministic => $"nondeterministic: {Reason}; no certificate",
        ExplorationOutcome.Hung => $"hung at step {Schedule!.Steps.Count}: {Reason}",
        _ => $"vacuous: {Reason} ({Exhausted})",
    };

    private string Exhausted => $"exhausted {Counts.States:N0} states, depth {Counts.Depth}, {Cuts}";

    private string Visited => $"{Counts.States:N0} states, depth {Counts.Depth}, {Cuts}";

    private string Cuts => Bounds.Crashes == 0
        ? "no crashes"
        : $"{(Bounds.Granularity == CrashGranularity.Send ? "every crash cut" : "every crash between handlers")}: {Counts.Cuts:N0}, "
            + $"{Counts.PartialCuts:N0} with a partial multicast";
}
