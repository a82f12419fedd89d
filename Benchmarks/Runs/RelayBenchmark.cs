using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>Runs the systems in turns.</summary>
internal static class RelayBenchmark
{
    // Idle processes cost memory only: about 70 MB a peer of the product, less the others.
    private const long BytesOfProcess = 100 << 20;

    public static async Task<RelayReport> RunAsync(RelayRequest request, CancellationToken guard)
    {
        var runs = request.Measured.ToDictionary(measured => measured, _ => new List<RunFigures>());
        await using var fleets = new Fleets(request, isKept: FitAtOnce(request.Systems.Count * (request.Receivers + 1)));
        for (var round = 0; round < request.Runs; round++)
        {
            foreach (var system in request.Systems)
            {
                var fleet = await fleets.GetAsync(system, guard);
                foreach (var (measured, figures) in runs.Where(pair => pair.Key.System == system))
                {
                    figures.Add(await fleet.RunAsync(measured.Verb, fleets.CountOf(system, measured.Verb), guard));
                }

                await fleets.ReleaseAsync(system, isLast: round == request.Runs - 1, guard);
            }
        }

        RelaySeries SeriesOf((string System, ChildVerb Verb) measured, IReadOnlyList<RunFigures> figures) =>
            new(measured.System, measured.Verb, figures)
            {
                WireBytes = measured.Verb == ChildVerb.Send ? fleets.WireOf(measured.System) : null,
            };

        return new RelayReport(request, [.. runs.Select(pair => SeriesOf(pair.Key, pair.Value))]);
    }

    private static bool FitAtOnce(int processes) => processes * BytesOfProcess <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
