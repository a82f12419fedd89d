using System.CommandLine;
using Course.Benchmarks.Children;
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

    private static readonly Option<string?> Peers = BenchmarkOptions.Peers(Systems.Calling, Systems.Calling);
    private static readonly Option<int?> Calls = OptionParsers.Whole("--calls", "round trips of a run (default: 10000)", 1, 10_000_000);
    private static readonly Option<int?> Runs = BenchmarkOptions.Runs();
    private static readonly Option<int?> Size = BenchmarkOptions.Size();
    private static readonly Option<TimeSpan?> WarmUp = BenchmarkOptions.WarmUp();
    private static readonly Option<string?> Json = BenchmarkOptions.Json();
    private static readonly Option<TimeSpan?> Guard = BenchmarkOptions.Guard();

    public static Command Create()
    {
        var command = new Command("rpc", Explanation) { Peers, Calls, Runs, Size, WarmUp, Json, Guard };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var systems = ReadPeers(parsed.GetValue(Peers), Systems.Calling, Systems.Calling);
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
        var (calls, runs) = (parsed.GetValue(Calls) ?? 10_000, parsed.GetValue(Runs) ?? 7);
        var series = await Guarded.RunAsync(guard, cancellation => RunAsync(systems, options, warmUp, calls, runs, cancellation));
        Print(series);
        output.Write(series);
        return series.Any(one => one.Problems.Any()) ? ExitCode.Failed : ExitCode.Holds;
    }

    private static async Task<IReadOnlyList<RelaySeries>> RunAsync(
        IReadOnlyList<string> systems, FleetOptions options, TimeSpan warmUp, int calls, int runs, CancellationToken guard)
    {
        await using var fleets = new FleetList();
        var figures = systems.ToDictionary(system => system, _ => new List<RunFigures>());
        foreach (var system in systems)
        {
            fleets.Add(await Fleet.StartAsync(system, options, guard));
            await fleets[^1].WarmUpAsync(VerbOf(system), warmUp, guard);
        }

        for (var run = 0; run < runs; run++)
        {
            foreach (var fleet in fleets) figures[fleet.System].Add(await fleet.RunAsync(VerbOf(fleet.System), calls, guard));
        }

        return [.. systems.Select(system => new RelaySeries(system, VerbOf(system), figures[system]))];
    }

    private static ChildVerb VerbOf(string system) => system == Systems.Rpc ? ChildVerb.AwaitedEcho : ChildVerb.Echo;

    private static void Print(IReadOnlyList<RelaySeries> all)
    {
        var table = ReportTables.NewTable("system", "p50, µs", "least - most", "p99, µs", "least - most");
        foreach (var series in all)
        {
            var (p50, p99) = (series.Of(RelayTable.P50), series.Of(RelayTable.P99));
            table.AddRow(
                series.System, Number(p50.Median, "0.0"), $"{Number(p50.Least, "0.0")} - {Number(p50.Most, "0.0")}",
                Number(p99.Median, "0.0"), $"{Number(p99.Least, "0.0")} - {Number(p99.Most, "0.0")}");
        }

        AnsiConsole.Write(table);
        if (all is not [{ System: Systems.Rpc } ours, { System: Systems.Pong } bare]) return;
        var ratio = ours.Of(RelayTable.P50).Median / bare.Of(RelayTable.P50).Median;
        BarTable.Print([new Bar("round trip of a plain call, p50, of the bare ping-pong's", ratio, 1.6, 1.25, MoreIsBetter: false)]);
    }
}
