using System.Globalization;
using System.Text;
using Course.Assignments.Results;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>
/// grades.csv of a class after RFC 4180: comma, CRLF, quotes where they are needed; UTF-8 without a mark. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it.
/// </summary>
internal static class GradesCsv
{
    private const int LongestField = 2_000;

    /// <summary>One line for each student, in the given order; one column for each part that anybody was graded in.</summary>
    public static string Text(IReadOnlyList<GradeReport> reports)
    {
        var parts = PartPoints.PartsOf(reports);
        var text = new StringBuilder();
        AddLine(text, ["student", "handout", "lab", "points", "of", "whole points", "whole of", .. parts.Select(Field), "notes"]);
        foreach (var report in reports)
        {
            AddLine(text,
            [
                Field(report.Student), Field(report.Handout), report.Lab?.ToString(CultureInfo.InvariantCulture) ?? "all",
                Number(report.Earned), Number(report.Points),
                Number(report.Whole.Sum(outcome => outcome.Earned)), Number(report.Whole.Sum(outcome => outcome.Points)),
                .. parts.Select(part => PartPoints.Of(report, part) is { } points ? Number(points.Earned) : ""),
                Field(string.Join(" | ", report.Notes)),
            ]);
        }

        return text.ToString();
    }

    /// <summary>A text as a field: one line of bounded length that is no formula, quoted if it must be.</summary>
    public static string Field(string text)
    {
        var line = SafeText.OneLine(text, LongestField);
        var guarded = line.TrimStart().Length > 0 && "=+-@＝＋－＠".Contains(line.TrimStart()[0], StringComparison.Ordinal) ? "'" + line : line;
        return guarded.IndexOfAny([',', '"', ';']) < 0 ? guarded : $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static void AddLine(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields).Append("\r\n");
}
