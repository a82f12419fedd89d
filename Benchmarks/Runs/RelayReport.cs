using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>What <c>benchmarks relay</c> measured.</summary>
internal sealed record RelayReport(RelayRequest Request, IReadOnlyList<RelaySeries> Series)
{
    /// <summary>The ring floor of the same benchmark, to which others are in a ratio; null if it was not asked for.</summary>
    public RelaySeries? Floor => Series.FirstOrDefault(series => series is { System: Systems.Ring });

    /// <summary>The bars that this report can be held against.</summary>
    public IReadOnlyList<Bar> Bars => RelayBars.Of(this);

    public RelaySeries? Product(ChildVerb verb) => Series.FirstOrDefault(series => series.System == Systems.Product && series.Verb == verb);
}
