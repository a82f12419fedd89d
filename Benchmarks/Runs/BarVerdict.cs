namespace Course.Benchmarks.Runs;

/// <summary>What a figure is against a bar.</summary>
internal enum BarVerdict
{
    Short,
    /// <summary>There is no must, and the goal is not reached.</summary>
    ShortOfGoal,
    Must,
    Goal,
}
