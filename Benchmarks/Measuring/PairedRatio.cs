namespace Course.Benchmarks.Measuring;

/// <summary>
/// How one system's figure stands to another's, run by run: each run is held against the other's run beside it, which met the same
/// machine. Where both are now in one way of running and now in another, the ratio of their medians jumps with either; this does not.
/// </summary>
/// <param name="Median">Of the ratios.</param>
/// <param name="FirstQuarter">A quarter of them lies below.</param>
/// <param name="LastQuarter">A quarter of them lies above.</param>
internal readonly record struct PairedRatio(double Median, double FirstQuarter, double LastQuarter)
{
    /// <summary>Of figures that were measured in turns.</summary>
    /// <param name="ours">One for each run.</param>
    /// <param name="theirs">The same; none is 0.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of each.</exception>
    public static PairedRatio Of(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        if (ours.Count != theirs.Count || ours.Count == 0)
            throw new ArgumentException($"{ours.Count} and {theirs.Count} runs are no pairs.");
        double[] sorted = [.. ours.Zip(theirs, (our, their) => our / their).Order()];
        return new PairedRatio(Spread.Quantile(sorted, 0.5), Spread.Quantile(sorted, 0.25), Spread.Quantile(sorted, 0.75));
    }
}
