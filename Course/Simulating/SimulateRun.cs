using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Course.Commands.Chatting;
using Course.Commands.Demo;
using Course.Commands.Reports;
using Course.Commands.Viewing;
using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Viewing;

namespace Course.Commands.Simulating;

/// <summary>Runs one seed, or several in a row, and says what came of it.</summary>
internal static class SimulateRun
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The options make no run, or Ctrl+C ended it.</exception>
    public static async Task<int> RunAsync(SimulateRequest request, CancellationToken interrupt)
    {
        var options = request.ToOptions();
        var folder = request.Out is null ? null : RunFolder.Open(request.Out, "simulate");
        Console.Out.WriteLine(request.Words());
        var running = Task.Run(
            () => request.Seeds is { } seeds ? RunSeeds(request, options, seeds, folder, interrupt) : RunOne(request, options, folder),
            CancellationToken.None);
        await Task.WhenAny(running, Joining.WhenCancelled(interrupt));
        return running.IsCompleted ? await running : throw new CommandException("interrupted; no verdict.", ExitCode.Failed);
    }

    private static int RunOne(SimulateRequest request, SimulationOptions options, RunFolder? folder)
    {
        var watch = Stopwatch.StartNew();
        var result = Simulator.Run(options);
        var elapsed = watch.Elapsed;
        ReportTables.Print(result.Report);
        foreach (var line in WitnessWords.Of(result.Report.Witness)) Console.Out.WriteLine(line);
        foreach (var fault in result.InjectedFaults) Console.Out.WriteLine($"fault: {fault}");
        var counts = result.Network;
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"network: {counts.Sent:N0} frames sent, {counts.Arrived:N0} arrived, {counts.CutOff:N0} cut off by crashes, ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Lost:N0} lost, {counts.Duplicated:N0} doubled, {counts.Stalled:N0} stalled"));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{DurationText.Of(result.Duration)} of virtual time in {elapsed.TotalSeconds:0.0} s, {result.Steps:N0} steps"));
        Console.Out.WriteLine($"digest {result.Digest}");
        if (folder is not null) Write(folder.Root, request, request.Seed, result);
        if (result.Report.Outcome != RunOutcome.Holds) Console.Out.WriteLine($"Again: {request.CommandOf(request.Seed)}");
        ReportTables.PrintVerdict(Outcomes.Word(result.Report.Outcome), result.Report.Reason);
        return Outcomes.ExitCodeOf(result.Report.Outcome);
    }

    private static int RunSeeds(
        SimulateRequest request, SimulationOptions options, int seeds, RunFolder? folder, CancellationToken interrupt)
    {
        CheckReport? first = null;
        var bad = 0;
        for (var seed = request.Seed; seed < request.Seed + seeds && !interrupt.IsCancellationRequested; seed++)
        {
            var watch = Stopwatch.StartNew();
            var result = Simulator.Run(options with { Seed = (ulong)seed });
            var word = Outcomes.Word(result.Report.Outcome);
            var seconds = watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            Console.Out.WriteLine(
                $"seed {seed}: {word}, {DurationText.Of(result.Duration)} of virtual time, {seconds} s, digest {result.Digest}");
            if (folder is not null) Write(folder.ForRun($"seed-{seed}"), request, seed, result);
            if (result.Report.Outcome == RunOutcome.Holds) continue;
            Console.Out.WriteLine($"  {result.Report.Reason.ReplaceLineEndings(" ")}");
            Console.Out.WriteLine($"  Again: {request.CommandOf(seed)}");
            first ??= result.Report;
            bad++;
        }

        if (first is null)
        {
            ReportTables.PrintVerdict("holds", $"every required guarantee holds with all {seeds} seeds");
            return ExitCode.Holds;
        }

        ReportTables.PrintVerdict(
            Outcomes.Word(first.Outcome),
            $"{bad} of {seeds} seeds did not hold; the first: {first.Reason}");
        return Outcomes.ExitCodeOf(first.Outcome);
    }

    private static void Write(string root, SimulateRequest request, int seed, SimulationResult result)
    {
        try
        {
            TraceFolder.Save(root, result.Peers, SummaryOf(request, seed, result));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the traces cannot be written to {root}: {e.Message}", ExitCode.Failed);
        }

        Console.Out.WriteLine($"Traces: {root}");
        var run = new PagedRun($"seed {seed}", result.Peers, result.Facts) { Report = result.Report };
        if (PageFile.Write(root, run) is { } page) Console.Out.WriteLine($"Page: {page}");
    }

    private static TraceSummary SummaryOf(SimulateRequest request, int seed, SimulationResult result) => new()
    {
        Peers = [.. result.Peers.Select(peer => peer.Name)],
        Killed = [.. result.Facts.Killed!.Order(StringComparer.Ordinal)],
        Stopped = [.. result.Facts.Stopped.Order(StringComparer.Ordinal)],
        Left = [.. result.Facts.Left!.Order(StringComparer.Ordinal)],
        Seed = seed,
        Hang = result.Facts.Hang,
        Options = new JsonObject
        {
            ["buffering"] = request.Buffering == Buffering.Distributed ? "distributed" : "replicated",
            ["uniform"] = result.Facts.IsUniform,
            ["linksLeaveGaps"] = result.Facts.LinksLeaveGaps,
            ["command"] = request.CommandOf(seed),
        },
        Witness = result.Facts.Vacuous is { } vacuous ? new JsonObject { ["vacuous"] = vacuous } : null,
        Verdicts = new JsonObject(result.Report.Verdicts.Select(
            verdict => KeyValuePair.Create(verdict.Name, (JsonNode?)Outcomes.Word(verdict.Outcome)))),
    };
}
