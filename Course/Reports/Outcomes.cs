using Course.Simulation.Checking;

namespace Course.Commands.Reports;

/// <summary>Outcomes as words and exit codes.</summary>
internal static class Outcomes
{
    public static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    public static string Word(RunOutcome outcome) => outcome.ToString().ToLowerInvariant();

    public static int ExitCodeOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Holds => ExitCode.Holds,
        RunOutcome.Violated => ExitCode.Failed,
        RunOutcome.Hang => ExitCode.Hang,
        RunOutcome.Vacuous => ExitCode.Vacuous,
        _ => ExitCode.Inconclusive,
    };

    /// <summary>The color of a verdict, in Spectre's markup.</summary>
    public static string Color(string word) => word switch
    {
        "holds" => "green",
        "violated" or "failed" or "hang" or "hung" => "red",
        _ => "yellow",
    };
}
