using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Runs;

/// <summary>What <c>benchmarks failover</c> measured.</summary>
internal sealed record FailoverReport(int Peers, int Senders, IReadOnlyList<FailoverFigures> Kills)
{
    private IReadOnlyList<double> Sorted => [.. Kills.Select(kill => kill.Slowest).Order()];

    public double Median => Spread.Quantile(Sorted, 0.5);

    public double P99 => Spread.Quantile(Sorted, 0.99);

    /// <summary>The part of the silence, in the median, that the kernel takes to end the killed process.</summary>
    public double Closed => Spread.Quantile([.. Kills.Select(kill => kill.Closed).Order()], 0.5);

    public double Least => Sorted[0];

    public double Most => Sorted[^1];

    public IReadOnlyList<string> Problems => [.. Kills.SelectMany(kill => kill.Problems)];

    public IReadOnlyList<Bar> Bars =>
    [
        new Bar("silence at the last survivor, median, ms", Median, 50, 10, MoreIsBetter: false),
        new Bar("silence at the last survivor, p99, ms", P99, null, 50, MoreIsBetter: false),
    ];
}
