using System.CommandLine;
using Course.Benchmarks.Options;
using Course.Benchmarks.Runs;
using Course.Commands;
using Course.Commands.Options;
using Course.FaultTolerance;

namespace Course.Benchmarks;

/// <summary><c>benchmarks relay</c>: one-way ordered calls of one sender, each delivered to all.</summary>
internal static class RelayCommand
{
    private const string Explanation = """
        One hub process and N receiving processes, of which one sends; for the product the hub is the relayer and a peer like the others.
        The systems take turns within one run of the benchmark; order and completeness are checked while measuring.
        """;

    private static readonly Option<string?> Peers = BenchmarkOptions.Peers(Systems.Relaying, Systems.Usual);
    private static readonly Option<int?> Receivers = BenchmarkOptions.Receivers();
    private static readonly Option<int?> Size = BenchmarkOptions.Size();
    private static readonly Option<int?> Runs = BenchmarkOptions.Runs();
    private static readonly Option<int?> Messages = BenchmarkOptions.Messages();
    private static readonly Option<TimeSpan?> Seconds = BenchmarkOptions.Seconds();
    private static readonly Option<TimeSpan?> WarmUp = BenchmarkOptions.WarmUp();
    private static readonly Option<TimeSpan?> Guard = BenchmarkOptions.Guard();
    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();
    private static readonly Option<string?> Json = BenchmarkOptions.Json();

    private static readonly Option<string?> Plot = BenchmarkOptions.Plot();

    private static readonly Option<bool> Echo = new("--echo")
    {
        Description = "round trips of a lone sender, until its own delivery, in the place of throughput",
    };

    private static readonly Option<bool> Returning = new("--returning")
    {
        Description = "the product's calls with a result, 256 in flight, beside its one-way calls",
    };

    public static Command Create()
    {
        var command = new Command("relay", Explanation)
        {
            Peers, Receivers, Size, Runs, Messages, Seconds, WarmUp, Buffering, Echo, Returning, Json, Plot, Guard,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var request = new RelayRequest
        {
            Systems = BenchmarkOptions.ReadPeers(parsed.GetValue(Peers), Systems.Relaying, Systems.Usual),
            Receivers = parsed.GetValue(Receivers) ?? 3,
            Size = parsed.GetValue(Size) ?? 100,
            Runs = parsed.GetValue(Runs) ?? 7,
            Messages = parsed.GetValue(Messages),
            Time = parsed.GetValue(Seconds) ?? TimeSpan.FromSeconds(1),
            WarmUp = parsed.GetValue(WarmUp) ?? TimeSpan.FromSeconds(2),
            Guard = parsed.GetValue(Guard) ?? TimeSpan.FromMinutes(30),
            Buffering = parsed.GetValue(Buffering) == FaultTolerance.Buffering.Distributed ? "distributed" : "replicated",
            Echo = parsed.GetValue(Echo),
            Returning = parsed.GetValue(Returning),
        };
        request.Check();
        var output = new OutputFiles(parsed.GetValue(Json), parsed.GetValue(Plot));
        var report = await Guarded.RunAsync(request.Guard, guard => RelayBenchmark.RunAsync(request, guard));
        RelayTable.Print(report);
        output.Write(report);
        output.Draw(() => RelayPlot.Of(report));
        return report.Series.Any(series => series.Problems.Any()) ? ExitCode.Failed : ExitCode.Holds;
    }
}
