namespace Course.Benchmarks.Runs;

/// <summary>The resident memory of one process over a long run.</summary>
/// <param name="Role">Hub, sender or receiver.</param>
/// <param name="Samples">Bytes, in equal steps of time.</param>
internal sealed record MemoryFigures(string Role, IReadOnlyList<long> Samples)
{
    private const double MostGrowth = 1.05;

    /// <summary>Mean of the second tenth of the run: what starting costs is over.</summary>
    public double Second => Tenth(1);

    /// <summary>Mean of the last tenth.</summary>
    public double Last => Tenth(9);

    public bool IsFlat => Last <= MostGrowth * Second;

    private double Tenth(int tenth)
    {
        var (from, to) = (Samples.Count * tenth / 10, Math.Max(Samples.Count * (tenth + 1) / 10, (Samples.Count * tenth / 10) + 1));
        return Samples.Skip(Math.Min(from, Samples.Count - 1)).Take(to - from).Average();
    }
}
