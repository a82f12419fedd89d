using System.Text.Json.Nodes;
using Course.Commands.Reports;
using Course.Commands.Viewing;
using Course.Simulation.Checking;
using Course.Simulation.Rebuilding;

namespace Course.Commands.Exploring;

/// <summary>Makes a schedule of the traces of a run, plays it, and says whether it shows what the run showed.</summary>
internal static class ReplayTraces
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The folder holds no traces, or a run beyond the bounds.</exception>
    public static int Of(string folder, string? output)
    {
        var rebuilt = Rebuild(folder);
        Console.Out.WriteLine(ScenarioWords.Of(rebuilt.Scenario));
        Console.Out.WriteLine(string.Join(", ", rebuilt.Names.Select((name, index) => $"p{index + 1} is {name}")));
        PlayedOutput.Tell(rebuilt.Played);
        foreach (var note in rebuilt.Notes) Console.Out.WriteLine($"note: {note}");
        foreach (var broken in rebuilt.Broken) Console.Out.WriteLine($"{broken.Name}: broken in {Where(broken)}");
        PlayedOutput.Write(rebuilt.Scenario, rebuilt.Played, null, output, "replay");
        if (rebuilt.Parting is { } parting)
        {
            ReportTables.PrintVerdictLine($"parted: {parting}");
            return ExitCode.Inconclusive;
        }

        Console.Out.WriteLine($"Replay: {ScenarioWords.ReplayCommand(rebuilt.Scenario.TokenOf(rebuilt.Played.Schedule))}");
        Console.Out.WriteLine("the schedule plays to its end with the deliveries of the run");
        return ReplayRun.Verdict(rebuilt.Played);
    }

    private static RebuiltRun Rebuild(string folder)
    {
        var run = RunView.Load(folder);
        var summary = Path.Combine(folder, TraceSummary.FileName);
        JsonObject? options = File.Exists(summary) ? TraceSummary.Parse(File.ReadAllBytes(summary), TraceSummary.FileName).Options : null;
        try
        {
            return ScheduleFromTraces.Rebuild(run, options);
        }
        catch (NotRebuildableException e)
        {
            throw new CommandException($"{folder}: no schedule can be made of this run: {e.Message}.");
        }
        catch (ArgumentException e)
        {
            throw new CommandException($"{folder}: no schedule can be made of this run: {e.Message}");
        }
    }

    private static string Where(BrokenGuarantee broken) => (broken.InTheRun, broken.InTheSchedule) switch
    {
        (true, true) => "the run and in the schedule",
        (true, false) => "the run only",
        _ => "the schedule only",
    };
}
