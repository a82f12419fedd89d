using System.CommandLine;
using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;
using Course.Benchmarks.Options;
using Course.Benchmarks.Runs;
using Course.Commands;
using Course.Commands.Options;
using Course.Commands.Reports;
using Spectre.Console;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks;

/// <summary><c>benchmarks rpc</c>: the round trip of a plain call beside a bare socket ping-pong.</summary>
internal static class RpcCommand
{
    private const string Explanation =
        "One process awaits one call after another that another process answers, without order or fault tolerance.";

    /// <summary>So many that the median tells the same each time, where a run is quick or slow by chance.</summary>
    private const int UsualRuns = 51;

    private static readonly Option<string?> Peers = BenchmarkOptions.Peers(Systems.Calling, Systems.Calling);
    private static readonly Option<string?> On = BenchmarkOptions.Cores();
    private static readonly Option<int?> Calls = OptionParsers.Whole("--calls", "round trips of a run (default: 10000)", 1, 10_000_000);
    private static readonly Option<int?> Runs = BenchmarkOptions.Runs(UsualRuns);
    private static readonly Option<int?> Size = BenchmarkOptions.Size();
    private static readonly Option<TimeSpan?> WarmUp = BenchmarkOptions.WarmUp();
    private static readonly Option<string?> Json = BenchmarkOptions.Json();
    private static readonly Option<TimeSpan?> Guard = BenchmarkOptions.Guard();

    public static Command Create()
    {
        var command = new Command("rpc", Explanation) { Peers, On, Calls, Runs, Size, WarmUp, Json, Guard };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var systems = ReadPeers(parsed.GetValue(Peers), Systems.Calling, Systems.Calling);
        var placements = ReadCores(parsed.GetValue(On));
        var guard = parsed.GetValue(Guard) ?? TimeSpan.FromMinutes(30);
        var output = new OutputFiles(parsed.GetValue(Json));
        var options = new FleetOptions
        {
            Receivers = 1,
            Size = parsed.GetValue(Size) ?? 100,
            Guard = guard,
            Log = Console.Out.WriteLine,
        };
        var warmUp = parsed.GetValue(WarmUp) ?? TimeSpan.FromSeconds(2);
        var (calls, runs) = (parsed.GetValue(Calls) ?? 10_000, parsed.GetValue(Runs) ?? UsualRuns);
        var fleets = placements.SelectMany(placement => systems.Select(system => (system, options with { Placement = placement })));
        var series = await Guarded.RunAsync(guard, cancellation => RunAsync([.. fleets], warmUp, calls, runs, cancellation));
        Print(series);
        output.Write(series);
        return series.Any(one => one.Problems.Any()) ? ExitCode.Failed : ExitCode.Holds;
    }

    private static async Task<IReadOnlyList<RelaySeries>> RunAsync(
        IReadOnlyList<(string System, FleetOptions Options)> all, TimeSpan warmUp, int calls, int runs, CancellationToken guard)
    {
        await using var fleets = new FleetList();
        foreach (var (system, options) in all)
        {
            fleets.Add(await Fleet.StartAsync(system, options, guard));
            await fleets[^1].WarmUpAsync(VerbOf(system), warmUp, guard);
        }

        var figures = fleets.ToDictionary(fleet => fleet, _ => new List<RunFigures>());
        for (var run = 0; run < runs; run++)
        {
            foreach (var fleet in fleets) figures[fleet].Add(await fleet.RunAsync(VerbOf(fleet.System), calls, guard));
        }

        return [.. fleets.Select(fleet => SeriesOf(fleet, figures[fleet]))];
    }

    private static RelaySeries SeriesOf(Fleet fleet, IReadOnlyList<RunFigures> figures) =>
        new(fleet.System, VerbOf(fleet.System), figures) { Placement = fleet.Placement };

    private static ChildVerb VerbOf(string system) => system == Systems.Rpc ? ChildVerb.AwaitedEcho : ChildVerb.Echo;

    private static void Print(IReadOnlyList<RelaySeries> all)
    {
        var table = ReportTables.NewTable("system", "cores", "p50, µs", "least - most", "p99, µs", "least - most");
        foreach (var series in all)
        {
            var (p50, p99) = (series.Of(RelayTable.P50), series.Of(RelayTable.P99));
            table.AddRow(
                series.System, Name(series.Placement),
                Number(p50.Median, "0.0"), $"{Number(p50.Least, "0.0")} - {Number(p50.Most, "0.0")}",
                Number(p99.Median, "0.0"), $"{Number(p99.Least, "0.0")} - {Number(p99.Most, "0.0")}");
        }

        AnsiConsole.Write(table);
        PrintRatios([.. all.GroupBy(series => series.Placement).Select(one => one.ToList()).Where(IsPair)]);
    }

    private static bool IsPair(List<RelaySeries> series) => series is [{ System: Systems.Rpc }, { System: Systems.Pong }];

    private static void PrintRatios(IReadOnlyList<List<RelaySeries>> pairs)
    {
        if (pairs.Count == 0) return;
        var table = ReportTables.NewTable("cores", "p50 of rpc to ping-pong, run by run", "middle half of the runs", "of the medians");
        var bars = new List<Bar>();
        foreach (var (ours, bare) in pairs.Select(pair => (pair[0], pair[1])))
        {
            var ratio = PairedRatio.Of([.. ours.Runs.Select(RelayTable.P50)], [.. bare.Runs.Select(RelayTable.P50)]);
            var ofMedians = ours.Of(RelayTable.P50).Median / bare.Of(RelayTable.P50).Median;
            table.AddRow(
                Name(ours.Placement), Number(ratio.Median, "0.00"),
                $"{Number(ratio.FirstQuarter, "0.00")} - {Number(ratio.LastQuarter, "0.00")}", Number(ofMedians, "0.00"));
            var name = $"round trip of a plain call, p50, of the bare ping-pong's beside it; cores: {Name(ours.Placement)}";
            bars.Add(new Bar(name, ratio.Median, 1.6, 1.25, MoreIsBetter: false));
        }

        AnsiConsole.Write(table);
        BarTable.Print(bars);
    }
}
