using System.Globalization;
using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>The points of one part, or of one lab.</summary>
internal sealed record PartPoints(double Earned, double Points)
{
    /// <summary>The parts that occur, in the order of the labs.</summary>
    public static IReadOnlyList<string> PartsOf(IEnumerable<GradeReport> reports) =>
        [.. reports.SelectMany(report => report.Apart).Select(outcome => outcome.Part).Distinct().OrderBy(Order).ThenBy(part => part,
            StringComparer.Ordinal)];

    /// <summary>The labs that occur, in order: the digit behind the letter of each part.</summary>
    public static IReadOnlyList<string> LabsOf(IEnumerable<GradeReport> reports) =>
        [.. PartsOf(reports).Select(LabOf).Distinct()];

    /// <summary>The points of a part; null if nothing of it was judged.</summary>
    public static PartPoints? Of(GradeReport report, string part) => Sum(report.Apart, outcome => outcome.Part == part);

    /// <summary>The points of a lab; null if nothing of it was judged.</summary>
    public static PartPoints? OfLab(GradeReport report, string lab) => Sum(report.Apart, outcome => LabOf(outcome.Part) == lab);

    /// <summary>"3", "2.5".</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>"2.5 of 3".</summary>
    public override string ToString() => $"{Number(Earned)} of {Number(Points)}";

    private static string LabOf(string part) => part.TrimStart('A').Split('.')[0];

    private static PartPoints? Sum(IEnumerable<TestOutcome> outcomes, Func<TestOutcome, bool> isCounted)
    {
        var counted = outcomes.Where(isCounted).ToList();
        return counted.Count == 0 ? null : new PartPoints(counted.Sum(outcome => outcome.Earned), counted.Sum(outcome => outcome.Points));
    }

    private static (int Lab, int Part) Order(string part)
    {
        var numbers = part.TrimStart('A').Split('.');
        var isNumbered = numbers.Length == 2;
        return isNumbered && int.TryParse(numbers[0], out var lab) && int.TryParse(numbers[1], out var number)
            ? (lab, number) : (int.MaxValue, 0);
    }
}
