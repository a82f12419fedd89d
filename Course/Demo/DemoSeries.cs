using System.Diagnostics;
using System.Globalization;
using Course.Commands.Reports;
using Course.Commands.Viewing;
using Course.Simulation.Checking;
using Spectre.Console;

namespace Course.Commands.Demo;

/// <summary>What <c>course demo</c> runs: one run, one request with several seeds, or the matrix.</summary>
internal static class DemoSeries
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The options make no run.</exception>
    /// <exception cref="OperationCanceledException">Ctrl+C.</exception>
    public static Task<int> RunAsync(DemoRequest request, CancellationToken interrupt)
    {
        if (request.Matrix) return RunRowsAsync(DemoMatrix.Rows(request), request, interrupt);
        return request.Repeat is { } repeat
            ? RunRowsAsync([new MatrixRow(request, repeat)], request, interrupt)
            : RunOneAsync(request, interrupt);
    }

    private static async Task<int> RunOneAsync(DemoRequest request, CancellationToken interrupt)
    {
        request.ToOptions(request.Seed, folder: "");
        var folder = RunFolder.Open(request.Out);
        var options = request.ToOptions(request.Seed, folder.Root);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Peers} peers, {options.Lines.Count} broadcasts, {options.Buffering.ToString().ToLowerInvariant()} buffering, ")
            + string.Create(CultureInfo.InvariantCulture, $"{options.Fault}, seed {options.Seed}"));
        var result = await ConsoleView.RunAsync("demo", view => RunAsync(options, view, interrupt));
        if (result.Report is { } report)
        {
            ReportTables.Print(report);
            foreach (var line in WitnessWords.Of(report.Witness)) Console.Out.WriteLine(line);
        }

        foreach (var log in Directory.GetFiles(folder.Root, "*.log")) Console.Out.WriteLine($"note: a peer complained, see {log}");
        Console.Out.WriteLine($"Traces: {folder.Root}");
        if (result.Report is not null && RunView.WritePage(folder.Root, "demo") is { } page) Console.Out.WriteLine($"Page: {page}");
        ReportTables.PrintVerdict(result.Verdict, result.Reason);
        return result.ExitCode;
    }

    private static async Task<int> RunRowsAsync(IReadOnlyList<MatrixRow> rows, DemoRequest request, CancellationToken interrupt)
    {
        foreach (var row in rows) row.Request.ToOptions(request.Seed, folder: "");
        var folder = RunFolder.Open(request.Out);
        var results = await ConsoleView.RunAsync("demo", view => RunAllAsync(rows, folder, view, interrupt));
        folder.DropIfEmpty();
        PrintSeries(results);
        var worst = results.Where(result => result.ExitCode != ExitCode.Holds).ToList();
        if (worst.Count > 0 || request.Out is not null) Console.Out.WriteLine($"Traces: {folder.Root}");
        var reason = worst.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"every required property holds in all {results.Count} runs")
            : string.Create(CultureInfo.InvariantCulture, $"{worst.Count} of {results.Count} runs did not hold; the first: ")
                + worst[0].Reason;
        ReportTables.PrintVerdict(worst.Count == 0 ? "holds" : worst[0].Verdict, reason);
        return worst.Count == 0 ? ExitCode.Holds : worst[0].ExitCode;
    }

    private static async Task<List<DemoResult>> RunAllAsync(
        IReadOnlyList<MatrixRow> rows, RunFolder folder, IDemoView view, CancellationToken interrupt)
    {
        var results = new List<DemoResult>();
        var all = rows.Sum(row => row.Seeds);
        foreach (var row in rows)
        {
            for (var seed = row.Request.Seed; seed < row.Request.Seed + row.Seeds; seed++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"run-{results.Count + 1:000}");
                var result = await RunAsync(row.Request.ToOptions(seed, folder.ForRun(name)), new QuietView(view), interrupt);
                results.Add(result);
                folder.Finish(result);
                var label = MatrixRow.Label(result.Options);
                var seconds = result.Elapsed.TotalSeconds;
                view.Tell(string.Create(
                    CultureInfo.InvariantCulture, $"{name} of {all}: {label}, seed {seed}: {result.Verdict}, {seconds:0.0} s")
                    + (result.ExitCode == ExitCode.Holds ? "" : $" ({result.Reason})"));
            }
        }

        return results;
    }

    private static async Task<DemoResult> RunAsync(DemoOptions options, IDemoView view, CancellationToken interrupt)
    {
        var watch = Stopwatch.StartNew();
        var record = await DemoRun.RunAsync(options, view, interrupt);
        return RunJudge.Judge(options, record, watch.Elapsed);
    }

    private static void PrintSeries(IReadOnlyList<DemoResult> results)
    {
        var table = ReportTables.NewTable("run", "runs", "holds", "else", "cut multicasts", "completed", "reports", "finishes", "slowest");
        foreach (var row in results.GroupBy(result => MatrixRow.Label(result.Options)))
        {
            var bad = row.Where(result => result.ExitCode != ExitCode.Holds).Select(result => result.Verdict).Distinct().ToList();
            table.AddRow(
                Markup.Escape(row.Key),
                row.Count().ToString(CultureInfo.InvariantCulture),
                row.Count(result => result.ExitCode == ExitCode.Holds).ToString(CultureInfo.InvariantCulture),
                bad.Count == 0 ? "-" : $"[red]{string.Join(", ", bad)}[/]",
                Sum(row, witness => witness.PartialMulticasts.Count),
                Sum(row, witness => witness.PartialMulticasts.Count(cut => cut.IsCompleted)),
                Sum(row, witness => witness.SentReports),
                Sum(row, witness => witness.SentFinishes),
                string.Create(CultureInfo.InvariantCulture, $"{row.Max(result => result.Elapsed.TotalSeconds):0.0} s"));
        }

        AnsiConsole.Write(table);
    }

    private static string Sum(IEnumerable<DemoResult> row, Func<Witness, int> count) =>
        row.Sum(result => result.Report is { } report ? count(report.Witness) : 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>In a series each run is one line; only the moving line tells of its inside.</summary>
    private sealed class QuietView(IDemoView view) : IDemoView
    {
        public void Tell(string sentence)
        {
            // The series says what came of the run.
        }

        public void Progress(int delivered, int all) => view.Progress(delivered, all);
    }
}
