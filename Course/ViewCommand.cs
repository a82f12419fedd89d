using System.CommandLine;
using Course.Commands.Reports;
using Course.Commands.Viewing;
using Course.Simulation.Viewing;

namespace Course.Commands;

/// <summary><c>course view</c>: the page that explains a run, in the browser.</summary>
internal static class ViewCommand
{
    private const string Explanation = """
        Writes the page of a run, page.html, into the folder of its traces, and opens it in the browser: a space-time diagram with the
        verdict on top and the state of every peer below. Real and simulated runs look the same. A FILE is a trace of the run, or
        a page that was written before, which is only opened.

          course demo --out runs/first
          course view runs/first
          course view runs/first --no-open --shiviz runs/first.shiviz

        Exit codes: 0 the page is written, 1 it cannot be written, 2 bad options, or no traces.
        """;

    private static readonly Argument<string> What = new("DIR|FILE") { Description = "folder with the traces of a run, or a file in it" };

    private static readonly Option<string?> ShiViz = new("--shiviz")
    {
        Description = "file that gets the run as a log for ShiViz",
        HelpName = "FILE",
    };

    private static readonly Option<bool> NoOpen = new("--no-open") { Description = "write the page, and open nothing" };

    public static Command Create()
    {
        var command = new Command("view", Explanation) { What, ShiViz, NoOpen };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var what = Path.GetFullPath(parsed.GetRequiredValue(What) is { Length: > 0 } named ? named : ".");
        var page = IsPage(what) ? what : WritePage(FolderOf(what), parsed.GetValue(ShiViz));
        if (page is null) return ExitCode.Failed;
        Console.Out.WriteLine($"Page: {page}");
        if (!parsed.GetValue(NoOpen) && await Browser.OpenAsync(page) is { } reason)
            Console.Out.WriteLine($"note: {reason}: open the file yourself");
        return ExitCode.Holds;
    }

    private static bool IsPage(string path) =>
        File.Exists(path) && string.Equals(Path.GetExtension(path), ".html", StringComparison.OrdinalIgnoreCase);

    private static string FolderOf(string path) => File.Exists(path) ? Path.GetDirectoryName(path)! : path;

    private static string? WritePage(string folder, string? shiViz)
    {
        var run = RunView.Paged(folder, Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)));
        if (shiViz is not null) WriteShiViz(run, shiViz);
        var page = PageFile.Write(folder, run);
        ReportTables.PrintVerdict(Outcomes.Word(run.Report!.Outcome), run.Report.Reason);
        return page;
    }

    private static void WriteShiViz(PagedRun run, string file)
    {
        try
        {
            using var output = new StreamWriter(file);
            ShiVizLog.Write(output, run);
            Console.Out.WriteLine($"ShiViz: {Path.GetFullPath(file)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--shiviz {file} cannot be written: {e.Message}", ExitCode.Failed);
        }
    }
}
