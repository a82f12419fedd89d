using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Runs;

/// <summary>All runs of one system and way of sending.</summary>
internal sealed record RelaySeries(string System, ChildVerb Verb, IReadOnlyList<RunFigures> Runs)
{
    /// <summary>On which cores its processes ran.</summary>
    public Placement Placement { get; init; }

    /// <summary>Payload of TCP for each message at all members; null where it was not measured.</summary>
    public double? WireBytes { get; init; }

    public string Name => Verb switch
    {
        ChildVerb.SendReturning => $"{System}, calls with a result",
        ChildVerb.AwaitedEcho => $"{System}, awaited calls",
        _ => System,
    };

    /// <summary>What the checks found in any run.</summary>
    public IEnumerable<string> Problems => Runs.SelectMany(run => run.Problems);

    /// <summary>Of any figure, over the runs.</summary>
    public Spread Of(Func<RunFigures, double> figure) => Spread.Of(Runs.Select(figure));
}
