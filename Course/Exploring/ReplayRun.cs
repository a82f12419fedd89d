using Course.Commands.Reports;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;

namespace Course.Commands.Exploring;

/// <summary>Plays the schedule of a token and tells it.</summary>
internal static class ReplayRun
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">It is no token, or a step hangs.</exception>
    public static async Task<int> OfTokenAsync(string text, string? folder)
    {
        var (scenario, schedule, blueprint) = Read(text);
        Console.Out.WriteLine(ScenarioWords.Of(scenario));
        PlayedSchedule played;
        try
        {
            played = await GuardedPlayer.PlayAsync(scenario.Bounds, blueprint, schedule);
        }
        catch (ScheduleDivergedException e)
        {
            ReportTables.PrintVerdictLine($"diverged: {e.Message}");
            return ExitCode.Inconclusive;
        }

        PlayedOutput.Tell(played);
        var passing = played.Violation is null ? null : NearestPassing.Of(scenario.Bounds, blueprint, schedule);
        if (played.Violation is not null) PlayedOutput.TellPassing(passing);
        PlayedOutput.Write(scenario, played, passing, folder, "replay");
        return Verdict(played);
    }

    /// <summary>Prints the verdict on a played schedule.</summary>
    public static int Verdict(PlayedSchedule played)
    {
        if (played.Violation is { } violation)
        {
            ReportTables.PrintVerdictLine($"violated: {violation.Text} (after {played.Steps.Count} steps)");
            return ExitCode.Failed;
        }

        ReportTables.PrintVerdictLine(played.IsQuiet
            ? $"holds: {played.Steps.Count} steps to the end, and every guarantee holds"
            : $"holds: {played.Steps.Count} steps, nothing is broken so far; the session could go on");
        return ExitCode.Holds;
    }

    private static (ExplorationScenario Scenario, Schedule Schedule, PeerBlueprint Blueprint) Read(string text)
    {
        try
        {
            var token = ReplayToken.Parse(text);
            var scenario = ExplorationScenario.FromOptions(token.Scenario);
            scenario.Bounds.Validate();
            return (scenario, token.Schedule, scenario.Blueprint());
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CommandException(e.Message);
        }
    }
}
