using System.CommandLine;
using Course.Commands.Reports;
using Course.Commands.Viewing;
using Course.Simulation.Checking;

namespace Course.Commands;

/// <summary><c>course check</c>: the checkers alone, on any traces.</summary>
internal static class CheckCommand
{
    private const string Explanation = $"""
        Judges the traces (*.jsonl) of one run in a folder. A summary.json beside them says who was killed or stopped; without one,
        the assumptions are printed.
        {ExitCode.Help}
        """;

    private static readonly Argument<string> Folder = new("DIR") { Description = "folder with one trace for each peer" };

    public static Command Create()
    {
        var command = new Command("check", Explanation) { Folder };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var report = Checkers.Run(RunView.Load(parsed.GetRequiredValue(Folder)));
        ReportTables.Print(report);
        ReportTables.PrintVerdict(Outcomes.Word(report.Outcome), report.Reason);
        return Outcomes.ExitCodeOf(report.Outcome);
    }
}
