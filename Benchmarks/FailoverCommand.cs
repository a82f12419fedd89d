using System.CommandLine;
using Course.Benchmarks.Options;
using Course.Benchmarks.Runs;
using Course.Commands;
using Course.Commands.Options;
using Course.FaultTolerance;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks;

/// <summary><c>benchmarks failover</c>: the relayer is killed under load.</summary>
internal static class FailoverCommand
{
    private const string Explanation = """
        SIGKILL to the relayer while other peers send as fast as they can; the time from the kill to the first delivery after it at the
        survivor that goes on last. Fresh processes for each kill. Afterwards nothing may be lost, doubled or swapped.
        """;

    private static readonly Option<int?> Peers = OptionParsers.Whole("--peers", "processes, the relayer included (default: 4)", 3, 64);
    private static readonly Option<int?> Senders = OptionParsers.Whole("--senders", "survivors that send (default: 1)", 1, 16);
    private static readonly Option<int?> Kills = OptionParsers.Whole("--kills", "how many (default: 100)", 1, 10_000);
    private static readonly Option<int?> Size = BenchmarkOptions.Size();

    private static readonly Option<TimeSpan?> Load =
        OptionParsers.Seconds("--load", "how long the load lasts before the kill (default: 0.5)", 0.01, 60);

    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();
    private static readonly Option<string?> Json = BenchmarkOptions.Json();
    private static readonly Option<TimeSpan?> Guard = BenchmarkOptions.Guard();

    public static Command Create()
    {
        var command = new Command("failover", Explanation) { Peers, Senders, Kills, Size, Load, Buffering, Json, Guard };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var (peers, senders) = (parsed.GetValue(Peers) ?? 4, parsed.GetValue(Senders) ?? 1);
        if (senders >= peers) throw new CommandException($"--senders is {senders}: of {peers} peers {peers - 1} survive.");
        var guard = parsed.GetValue(Guard) ?? TimeSpan.FromMinutes(30);
        var load = parsed.GetValue(Load) ?? TimeSpan.FromSeconds(0.5);
        var options = new FleetOptions
        {
            Receivers = peers - 1,
            Size = parsed.GetValue(Size) ?? 100,
            Buffering = parsed.GetValue(Buffering) == FaultTolerance.Buffering.Distributed ? "distributed" : "replicated",
            Guard = guard,
        };
        var output = new OutputFiles(parsed.GetValue(Json));
        var report = await Guarded.RunAsync(guard, async cancellation =>
        {
            var kills = new List<FailoverFigures>();
            for (var i = 0; i < (parsed.GetValue(Kills) ?? 100); i++)
            {
                await using var fleet = await Fleet.StartAsync(Systems.Product, options, cancellation);
                kills.Add(await fleet.KillHubAsync(senders, load, cancellation));
            }

            return new FailoverReport(peers, senders, kills);
        });
        Print(report);
        output.Write(report);
        return report.Problems.Count == 0 ? ExitCode.Holds : ExitCode.Failed;
    }

    private static void Print(FailoverReport report)
    {
        Console.Out.WriteLine(
            $"{report.Kills.Count} kills of the relayer of {report.Peers} peers, {report.Senders} sending, "
            + $"{Number(report.Kills.Average(kill => kill.Messages))} messages each");
        Console.Out.WriteLine(
            $"silence at the last survivor, ms: median {Number(report.Median, "0.0")}, p99 {Number(report.P99, "0.0")}, "
            + $"from {Number(report.Least, "0.0")} to {Number(report.Most, "0.0")}");
        Console.Out.WriteLine(
            $"of it until the kernel had closed the killed process's connections, ms: median {Number(report.Closed, "0.0")}");
        foreach (var problem in report.Problems.Distinct().Take(10)) Console.Out.WriteLine(problem);
        Console.Out.WriteLine(report.Problems.Count == 0 ? "nothing lost, doubled or reordered" : $"{report.Problems.Count} problems");
        BarTable.Print(report.Bars);
    }
}
