using System.Diagnostics;
using System.Globalization;
using Course.Commands.Chatting;
using Course.Commands.Reports;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;
using Spectre.Console;

namespace Course.Commands.Exploring;

/// <summary>One search, with what it found on the console.</summary>
internal static class ExploreRun
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The options make no search, or the search failed.</exception>
    public static async Task<int> RunAsync(ExploreRequest request, CancellationToken interrupt)
    {
        var blueprint = request.Check();
        Console.Out.WriteLine(ScenarioWords.Of(request.Scenario));
        var watch = Stopwatch.StartNew();
        var progress = new SearchProgress();
        var search = Task.Run(() => Exploration.Run(request.Scenario.Bounds, blueprint, progress), CancellationToken.None);
        await ShownAsync(progress, Task.WhenAny(search, Joining.WhenCancelled(interrupt)));
        if (!search.IsCompleted) return Interrupted(progress.Last, watch.Elapsed);
        var result = await search;
        CertificateTable.Print(result, watch.Elapsed);
        if (result.Schedule is { } schedule) Tell(request, result, schedule, blueprint);
        ReportTables.PrintVerdictLine(result.Line);
        return ExitCodeOf(result.Outcome);
    }

    private static int ExitCodeOf(ExplorationOutcome outcome) => outcome switch
    {
        ExplorationOutcome.Holds => ExitCode.Holds,
        ExplorationOutcome.Violated => ExitCode.Failed,
        ExplorationOutcome.Hung => ExitCode.Hang,
        ExplorationOutcome.Vacuous => ExitCode.Vacuous,
        _ => ExitCode.Inconclusive,
    };

    private static int Interrupted(ExplorationProgress? reached, TimeSpan elapsed)
    {
        var where = reached is null
            ? "nothing was visited"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{reached.States:N0} states, depth {reached.Depth}, {reached.Open:N0} states of that depth open, ")
                + string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");
        ReportTables.PrintVerdictLine($"interrupted: {where}; nothing is proved");
        return ExitCode.Inconclusive;
    }

    /// <summary>A moving line where somebody looks at it; a file has none.</summary>
    private static Task ShownAsync(SearchProgress progress, Task work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Status().StartAsync("explore", async context =>
            {
                progress.Show = reached => context.Status(string.Create(
                    CultureInfo.InvariantCulture,
                    $"explore: {reached.States:N0} states, depth {reached.Depth}, {reached.Open:N0} open"));
                await work;
                progress.Show = null;
            })
            : work;

    private static void Tell(ExploreRequest request, ExplorationResult result, Schedule schedule, PeerBlueprint blueprint)
    {
        if (result.Outcome == ExplorationOutcome.Violated) TellViolation(request, result, blueprint);
        Console.Out.WriteLine($"Replay: {ScenarioWords.ReplayCommand(request.Scenario.TokenOf(schedule))}");
    }

    private static void TellViolation(ExploreRequest request, ExplorationResult result, PeerBlueprint blueprint)
    {
        var example = Counterexample.Of(result, blueprint)!;
        PlayedOutput.Tell(example.Played);
        if (example.Played.Violation?.Text != example.Violation.Text)
            Console.Out.WriteLine($"note: the search judged otherwise: {example.Violation.Text}");
        PlayedOutput.TellPassing(example.Passing);
        PlayedOutput.Write(request.Scenario, example.Played, example.Passing, request.Out, "explore");
    }

    /// <summary>Keeps the last report, and hands each to whoever looks. The search's thread writes, any may read.</summary>
    private sealed class SearchProgress : IProgress<ExplorationProgress>
    {
        private volatile ExplorationProgress? _last;
        private volatile Action<ExplorationProgress>? _show;

        public ExplorationProgress? Last => _last;

        public Action<ExplorationProgress>? Show
        {
            set => _show = value;
        }

        public void Report(ExplorationProgress value)
        {
            _last = value;
            _show?.Invoke(value);
        }
    }
}
