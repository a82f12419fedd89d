using System.Text;
using Course.Assignments.Results;
using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>The page of one student: points, notes, the parts apart with their messages, and the submission as a whole.</summary>
internal static class StudentPage
{
    private const int LongestOutput = 6_000;

    /// <param name="report">The student's.</param>
    /// <param name="pageOf">The page of a failing run of a test of a part apart, by its path from this page; null for none.</param>
    public static string Text(GradeReport report, Func<TestOutcome, string?> pageOf)
    {
        var main = new StringBuilder();
        var lab = report.Lab is { } number ? $"Lab {number}" : "All labs";
        main.Append("<p class=\"sum\">").Append(new PartPoints(report.Earned, report.Points)).Append(" points</p>\n");
        var handout = report.Handout.Length == 0 ? "of unknown version" : Html.Text(report.Handout);
        main.Append($"<p class=\"soft\">{lab}. Handout {handout}.</p>\n");
        AddNotes(main, report.Notes);
        AddParts(main, report);
        main.Append("<h2 id=\"apart\">Each part apart</h2>\n"
            + "<p>Each part with the reference in all others: these points are the grade.</p>\n");
        AddOutcomes(main, "Tests of the parts apart", report.Apart, pageOf);
        AddWhole(main, report);
        return Html.Page($"Grade of {report.Student}", main.ToString());
    }

    private static void AddNotes(StringBuilder main, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0) return;
        main.Append("<h2 id=\"notes\">Notes</h2>\n<ul>\n");
        foreach (var note in notes.Take(200)) main.Append($"<li>{Html.Text(note)}</li>\n");
        if (notes.Count > 200) main.Append($"<li>… {notes.Count - 200} more notes</li>\n");
        main.Append("</ul>\n");
    }

    private static void AddParts(StringBuilder main, GradeReport report)
    {
        main.Append("<h2 id=\"parts\">Parts</h2>\n<div class=\"scroll\"><table>\n<caption>Points of each part</caption>\n<thead><tr>"
            + "<th scope=\"col\">Part</th><th scope=\"col\">Title</th><th scope=\"col\" class=\"number\">Points</th>"
            + "</tr></thead>\n<tbody>\n");
        foreach (var part in PartPoints.PartsOf([report]))
        {
            main.Append($"<tr><th scope=\"row\">{Html.Text(part, 20)}</th><td>{Html.Text(OutcomeText.Title(part))}</td>"
                + $"<td class=\"number\">{PartPoints.Of(report, part)}</td></tr>\n");
        }

        main.Append("</tbody>\n</table></div>\n");
    }

    private static void AddWhole(StringBuilder main, GradeReport report)
    {
        if (report.Whole.Count == 0) return;
        var points = new PartPoints(report.Whole.Sum(outcome => outcome.Earned), report.Whole.Sum(outcome => outcome.Points));
        main.Append($"<h2 id=\"whole\">The submission as a whole</h2>\n<p>As it was handed in it would have {points} points. "
            + "This informs and does not count.</p>\n");
        var differing = WholeText.Differing(report).ToList();
        if (differing.Count == 0) main.Append("<p>Every test says the same as with its part apart.</p>\n");
        else AddOutcomes(main, "Tests that say something else than with their part apart", differing, _ => null);
    }

    private static void AddOutcomes(
        StringBuilder main, string caption, IReadOnlyList<TestOutcome> outcomes, Func<TestOutcome, string?> pageOf)
    {
        main.Append($"<div class=\"scroll\"><table>\n<caption>{Html.Text(caption)}</caption>\n<thead><tr><th scope=\"col\">Test</th>"
            + "<th scope=\"col\">Verdict</th><th scope=\"col\" class=\"number\">Points</th><th scope=\"col\">Message</th>"
            + "</tr></thead>\n<tbody>\n");
        foreach (var outcome in outcomes)
        {
            var isPassed = outcome.Verdict == Verdict.Passed;
            var slide = outcome.Slide is null ? "" : $"<br /><span class=\"soft\">slide: {Html.Text(outcome.Slide, 100)}</span>";
            var hidden = outcome.IsHidden ? "<br /><span class=\"soft\">hidden test</span>" : "";
            var message = isPassed ? "" : Html.Box(OutcomeText.Message(outcome), OutcomeText.LongestMessage + 100);
            var link = !isPassed && pageOf(outcome) is { } page ? $"<p>{Html.Link(page, "Look at this run")}</p>" : "";
            main.Append($"<tr><th scope=\"row\">{Html.Text(OutcomeText.Name(outcome))}{slide}{hidden}</th>"
                + $"<td class=\"word {(isPassed ? "passed" : "failed")}\">{OutcomeText.Word(outcome.Verdict)}</td>"
                + $"<td class=\"number\">{new PartPoints(outcome.Earned, outcome.Points)}</td>"
                + $"<td>{message}{link}{Html.Box(outcome.Output, LongestOutput)}</td></tr>\n");
        }

        main.Append("</tbody>\n</table></div>\n");
    }
}
