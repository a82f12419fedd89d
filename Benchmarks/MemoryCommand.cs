using System.CommandLine;
using System.Diagnostics;
using Course.Benchmarks.Children;
using Course.Benchmarks.Options;
using Course.Benchmarks.Runs;
using Course.Commands;
using Course.Commands.Options;
using Course.Commands.Reports;
using Course.FaultTolerance;
using Spectre.Console;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks;

/// <summary><c>benchmarks memory</c>: does resident memory stay flat over a long run?</summary>
internal static class MemoryCommand
{
    private const string Explanation = """
        One long run of the product; the resident memory of each process is sampled. Flat: the last tenth of the run has at most 1.05 times
        what the second tenth has.
        """;

    private static readonly Option<int?> Receivers = BenchmarkOptions.Receivers();
    private static readonly Option<int?> Size = BenchmarkOptions.Size();

    private static readonly Option<int?> Messages =
        OptionParsers.Whole("--messages", "of the one sender (default: 100000000)", 10, 1_000_000_000);

    private static readonly Option<TimeSpan?> Sample =
        OptionParsers.Seconds("--sample", "time between two samples (default: 0.5)", 0.01, 60);

    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();
    private static readonly Option<string?> Json = BenchmarkOptions.Json();

    private static readonly Option<TimeSpan?> Guard =
        OptionParsers.Seconds("--guard", "what takes longer in all is a hang (default: 14400)", 1, 86_400);

    public static Command Create()
    {
        var command = new Command("memory", Explanation) { Receivers, Size, Messages, Sample, Buffering, Json, Guard };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var guard = parsed.GetValue(Guard) ?? TimeSpan.FromHours(4);
        var (messages, step) = (parsed.GetValue(Messages) ?? 100_000_000, parsed.GetValue(Sample) ?? TimeSpan.FromSeconds(0.5));
        var output = new OutputFiles(parsed.GetValue(Json));
        var options = new FleetOptions
        {
            Receivers = parsed.GetValue(Receivers) ?? 3,
            Size = parsed.GetValue(Size) ?? 100,
            Buffering = parsed.GetValue(Buffering) == FaultTolerance.Buffering.Distributed ? "distributed" : "replicated",
            Guard = guard,
            Log = Console.Out.WriteLine,
        };
        var (run, memory) = await Guarded.RunAsync(guard, async cancellation =>
        {
            await using var fleet = await Fleet.StartAsync(Systems.Product, options, cancellation);
            var running = fleet.RunAsync(ChildVerb.Send, messages, cancellation);
            var samples = await SampleAsync(fleet, running, step, cancellation);
            return (await running, samples);
        });
        Print(run, memory);
        output.Write(memory);
        return run.Problems.Count == 0 && memory.All(process => process.IsFlat) ? ExitCode.Holds : ExitCode.Failed;
    }

    private static async Task<IReadOnlyList<MemoryFigures>> SampleAsync(Fleet fleet, Task running, TimeSpan step, CancellationToken guard)
    {
        var samples = fleet.ProcessIds.Select(id => (Process: Process.GetProcessById(id), Bytes: new List<long>())).ToArray();
        do
        {
            foreach (var (process, bytes) in samples)
            {
                process.Refresh();
                bytes.Add(process.WorkingSet64);
            }

            await Task.WhenAny(running, Task.Delay(step, guard));
        }
        while (!running.IsCompleted);
        foreach (var (process, _) in samples) process.Dispose();
        return [.. samples.Select((sample, i) => new MemoryFigures(RoleOf(i), sample.Bytes))];
    }

    private static string RoleOf(int index) => index switch { 0 => "relayer", 1 => "sender", _ => $"receiver {index}" };

    private static void Print(RunFigures run, IReadOnlyList<MemoryFigures> memory)
    {
        Console.Out.WriteLine($"{Number(run.Messages)} messages in {Number(run.Seconds, "0.0")} s, {Number(run.PerSecond)} a second");
        var table = ReportTables.NewTable("process", "second tenth, MiB", "last tenth, MiB", "growth", "flat");
        foreach (var process in memory)
        {
            table.AddRow(
                process.Role, Mebibytes(process.Second), Mebibytes(process.Last), Number(process.Last / process.Second, "0.000"),
                process.IsFlat ? "yes" : "NO");
        }

        AnsiConsole.Write(table);
        foreach (var problem in run.Problems.Take(10)) Console.Out.WriteLine(problem);
    }

    private static string Mebibytes(double bytes) => Number(bytes / (1 << 20), "0.0");
}
