using System.Text.RegularExpressions;
using Course.Assignments.Results;
using Course.Assignments.Running;
using Course.Simulation.Viewing;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Sessions;
using Course.Staffing.Reports;

namespace Course.Staffing.Grading.RunPages;

/// <summary>
/// Writes the page of a failing run for the first test of a part that names one by a replay token. A child plays it again with the
/// student's code; the page is made here, of its traces, which are text to it.
/// </summary>
/// <param name="child">What plays.</param>
/// <param name="folderOf">The folder of a student's results.</param>
internal sealed partial class FailingRuns(PlayChild child, Func<string, string> folderOf)
{
    /// <summary>Writes the page, if a test has such a run.</summary>
    /// <param name="student">Whose.</param>
    /// <param name="images">What takes the place of assemblies of the kit.</param>
    /// <param name="outcomes">The outcomes of a part.</param>
    public async Task WriteAsync(string student, IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<TestOutcome> outcomes)
    {
        var failed = outcomes.FirstOrDefault(outcome => outcome.Verdict == Verdict.Failed && Token().IsMatch(outcome.Message));
        if (failed is null) return;
        var run = new ToldRun();
        var token = Token().Match(failed.Message).Groups["token"].Value;
        await child.RunAsync(images, SchedulePlayback.Verb, [token], (_, kind, text) => run.Take(kind, text));
        if (run.Paged($"{failed.Part} {OutcomeText.ShortTest(failed.Test)}") is not { } paged) return;
        using var page = new StringWriter();
        RunPage.Write(page, paged);
        AtomicFile.Write(Path.Combine(folderOf(student), StudentReport.RunPageOf(failed)), page.ToString());
    }

    [GeneratedRegex(@"^replay: dotnet run --project Course -- replay (?<token>\S{1,100000})\r?$", RegexOptions.Multiline)]
    private static partial Regex Token();
}
