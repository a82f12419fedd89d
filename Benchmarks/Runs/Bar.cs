namespace Course.Benchmarks.Runs;

/// <summary>
/// A bar and what was measured. Bars that are times, rates or counts of the machine the table of floors was measured on are scaled by how
/// fast the ring floor was in this run.
/// </summary>
/// <param name="Name">What is judged, with its unit.</param>
/// <param name="Measured">The median.</param>
/// <param name="Must">As stated; null if only a goal is.</param>
/// <param name="Goal">As stated; null if there is none.</param>
/// <param name="Scale">What both are multiplied by before they are compared; 1 for a ratio.</param>
/// <param name="MoreIsBetter">Whether the figure may not be below the bar, or not above it.</param>
internal sealed record Bar(string Name, double Measured, double? Must, double? Goal, double Scale = 1, bool MoreIsBetter = true)
{
    public double? ScaledMust => Must * Scale;

    public double? ScaledGoal => Goal * Scale;

    public BarVerdict Verdict =>
        ScaledMust is { } must && !Reaches(must) ? BarVerdict.Short
        : ScaledGoal is { } goal && !Reaches(goal) ? Must is null ? BarVerdict.ShortOfGoal : BarVerdict.Must
        : BarVerdict.Goal;

    private bool Reaches(double bar) => MoreIsBetter ? Measured >= bar : Measured <= bar;
}
