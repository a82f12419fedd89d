using Course.Assignments.Results;
using Course.Staffing.Grading;
using Spectre.Console;

namespace Course.Staffing.Reports;

/// <summary>The grades of a class on a terminal; without colors and of fixed width where the output is a file or a pipe.</summary>
public static class ClassTable
{
    private const int WidthOfFiles = 160;
    private const int MostClusters = 10;

    /// <summary>A console for the standard output, as it is now: a terminal, a file or a pipe.</summary>
    public static IAnsiConsole Console(TextWriter output, bool isRedirected)
    {
        if (!isRedirected) return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = WidthOfFiles;
        return console;
    }

    /// <summary>Writes the students and the clusters of most students.</summary>
    public static void Write(IReadOnlyList<GradeReport> reports, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(console);
        console.Write(Students(reports));
        var clusters = FailureClusters.Of(reports);
        if (clusters.Count == 0) return;
        console.Write(Clusters(clusters));
        if (clusters.Count > MostClusters) console.Write(new Text($"… {clusters.Count - MostClusters} more in clusters.json\n"));
    }

    private static Table Students(IReadOnlyList<GradeReport> reports)
    {
        var labs = PartPoints.LabsOf(reports);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("student").AddColumn(new TableColumn("points").RightAligned());
        foreach (var lab in labs) table.AddColumn(new TableColumn($"lab {Markup.Escape(lab)}").RightAligned());
        table.AddColumn("notes");
        foreach (var report in reports)
        {
            table.AddRow(
            [
                Cell(report.Student, 40), Cell(new PartPoints(report.Earned, report.Points).ToString(), 40),
                .. labs.Select(lab => Cell(PartPoints.OfLab(report, lab)?.ToString() ?? "–", 40)), Cell(NotesOf(report), 100),
            ]);
        }

        return table;
    }

    private static Table Clusters(IReadOnlyList<FailureCluster> clusters)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle("what fails for many") };
        table.AddColumn(new TableColumn("students").RightAligned()).AddColumn("part").AddColumn("guarantee").AddColumn("phase");
        table.AddColumn("verdict").AddColumn("reason");
        foreach (var cluster in clusters.Take(MostClusters))
        {
            table.AddRow(
                Cell(PartPoints.Number(cluster.Students.Count), 10), Cell(cluster.Part, 10), Cell(cluster.Guarantee ?? "–", 40),
                Cell(cluster.Phase, 20), Cell(OutcomeText.Word(cluster.Verdict), 20), Cell(cluster.Reason, 100));
        }

        return table;
    }

    private static string NotesOf(GradeReport report) => report.Notes.Count switch
    {
        0 => "",
        1 => report.Notes[0],
        _ => $"{SafeText.OneLine(report.Notes[0], 80)} (+{report.Notes.Count - 1})",
    };

    private static Text Cell(string text, int longest) => new(SafeText.OneLine(text, longest));
}
