using System.CommandLine;
using Course.Benchmarks.Options;
using Course.Benchmarks.Runs;
using Course.Commands;
using Course.Commands.Options;
using Course.Commands.Reports;
using Spectre.Console;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks;

/// <summary><c>benchmarks order</c>: do all receivers get the same order when several send at once?</summary>
internal static class OrderCommand
{
    private const string Explanation = """
        Three members send at the same time, as fast as they can; the sequences of all receivers are held against each other, position by
        position.
        """;

    private static readonly Option<string?> Peers = BenchmarkOptions.Peers(Systems.Relaying, Systems.Usual);
    private static readonly Option<int?> Receivers =
        OptionParsers.Whole("--receivers", "receiving processes beside the hub (default: 3)", 3, 30);

    private static readonly Option<int?> Messages = OptionParsers.Whole("--messages", "of each sender (default: 50000)", 1, 1_000_000);
    private static readonly Option<int?> Runs = OptionParsers.Whole("--runs", "interleaved runs of each system (default: 3)", 1, 1000);
    private static readonly Option<int?> Size = BenchmarkOptions.Size();
    private static readonly Option<string?> Json = BenchmarkOptions.Json();
    private static readonly Option<TimeSpan?> Guard = BenchmarkOptions.Guard();

    private const int Senders = 3;

    public static Command Create()
    {
        var command = new Command("order", Explanation) { Peers, Receivers, Messages, Runs, Size, Json, Guard };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var systems = ReadPeers(parsed.GetValue(Peers), Systems.Relaying, Systems.Usual);
        var guard = parsed.GetValue(Guard) ?? TimeSpan.FromMinutes(30);
        var output = new OutputFiles(parsed.GetValue(Json));
        var options = new FleetOptions
        {
            Receivers = parsed.GetValue(Receivers) ?? 3,
            Size = parsed.GetValue(Size) ?? 100,
            Guard = guard,
        };
        var (messages, runs) = (parsed.GetValue(Messages) ?? 50_000, parsed.GetValue(Runs) ?? 3);
        var figures = await Guarded.RunAsync(guard, async cancellation =>
        {
            var measured = new List<OrderFigures>();
            for (var run = 0; run < runs; run++)
            {
                foreach (var system in systems)
                {
                    await using var fleet = await Fleet.StartAsync(system, options, cancellation);
                    var (sequences, problems) = await fleet.SendTogetherAsync(Senders, messages, cancellation);
                    measured.Add(new OrderFigures(
                        system, Senders * messages, DeliveryComparison.DifferentPositions(sequences), problems));
                }
            }

            return measured;
        });
        Print(figures);
        output.Write(figures);
        var ours = figures.Where(figure => figure.System == Systems.Product);
        return ours.Any(figure => figure.Different > 0 || figure.Problems.Count > 0) ? ExitCode.Failed : ExitCode.Holds;
    }

    private static void Print(IReadOnlyList<OrderFigures> figures)
    {
        var table = ReportTables.NewTable("system", "positions", "that differ", "share", "checks of each sender");
        foreach (var system in figures.GroupBy(figure => figure.System))
        {
            var (positions, different) = (system.Sum(run => (long)run.Positions), system.Sum(run => (long)run.Different));
            var problems = system.SelectMany(run => run.Problems).ToArray();
            table.AddRow(
                system.Key, Number(positions), Number(different), Number(100.0 * different / positions, "0.00") + " %",
                problems.Length == 0 ? "hold" : problems[0]);
        }

        AnsiConsole.Write(table);
    }
}
