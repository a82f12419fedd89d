using System.Globalization;
using Course.Assignments;
using Course.Assignments.Running;
using Spectre.Console;

namespace Course.Commands.Labs;

/// <summary>Tests on the console as they run: a heading for each part, a line for each test, and the points of the part.</summary>
/// <param name="catalogue">The parts.</param>
/// <param name="blockedBy">The part that has to be mended before a part's failures mean anything; null if none.</param>
internal sealed class TestLines(LabCatalogue catalogue, Func<string, string?> blockedBy) : ITestView
{
    private readonly List<TestOutcome> _part = [];
    private bool _isRunningShown;
    private string? _headed;

    /// <summary>Points without needless decimals.</summary>
    public static string Number(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A line; in color on a terminal that has some. A file gets no line that is broken to fit a window.</summary>
    public static void Say(string text, string? color = null)
    {
        if (Console.IsOutputRedirected || color is null) Console.Out.WriteLine(text);
        else AnsiConsole.MarkupLine($"[{color}]{Markup.Escape(text)}[/]");
    }

    public void Begins(GradedTest test)
    {
        Head(test.Part);
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi) return;
        var text = $"    running            {TestNames.Readable(test.Test)}";
        Console.Out.Write(text[..Math.Min(text.Length, Math.Max(AnsiConsole.Profile.Width - 1, 0))]);
        _isRunningShown = true;
    }

    public void Ends(TestOutcome outcome)
    {
        Head(outcome.Part);
        _part.Add(outcome);
        // The line of the test takes the place of the one that said that it runs.
        if (_isRunningShown) Console.Out.Write("\r\u001b[2K");
        _isRunningShown = false;
        var verdict = outcome.Verdict == Verdict.Failed && blockedBy(outcome.Part) is not null ? Verdict.Blocked : outcome.Verdict;
        Say($"    {TestNames.Word(verdict),-12} {Number(outcome.Points),4}  {TestNames.Readable(outcome.Test)}", TestNames.Color(verdict));
    }

    /// <summary>The points of the part that is told, if one is.</summary>
    public void Close()
    {
        if (_part.Count == 0) return;
        var earned = Number(_part.Sum(outcome => outcome.Earned));
        Say($"    {_part[0].Part}: {earned} of {Number(_part.Sum(outcome => outcome.Points))} points");
        _part.Clear();
    }

    private void Head(string part)
    {
        if (_part.Count > 0 && _part[0].Part == part) return;
        if (_part.Count == 0 && _headed == part) return;
        Close();
        _headed = part;
        Say($"  {part} {catalogue.Find(part)?.Title}".TrimEnd());
    }


}
