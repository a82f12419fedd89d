using System.Globalization;
using System.Text.RegularExpressions;
using Course.Staffing.Grading;

namespace Course.Staffing.Rehearsing;

/// <summary>What the grade of a generated submission has to be, known before it is graded.</summary>
/// <param name="Parts">The parts that do not get all their points.</param>
/// <param name="Says">A pattern that a note or a message has to match, so that the student is told; null for none.</param>
internal sealed record Expectation(IReadOnlyDictionary<string, ExpectedPoints> Parts, string? Says = null)
{
    /// <summary>All points of all parts.</summary>
    public static Expectation Full { get; } = new(new Dictionary<string, ExpectedPoints>());

    /// <summary>All points but those of some parts.</summary>
    public static Expectation But(IEnumerable<string> parts, ExpectedPoints points, string? says = null) =>
        new(parts.ToDictionary(part => part, _ => points, StringComparer.Ordinal), says);

    /// <summary>What is not as expected, one line each; empty if all is.</summary>
    public IReadOnlyList<string> ProblemsOf(GradeReport report)
    {
        var problems = new List<string>();
        foreach (var part in report.Apart.GroupBy(outcome => outcome.Part))
        {
            var (earned, points) = (part.Sum(outcome => outcome.Earned), part.Sum(outcome => outcome.Points));
            var expected = Parts.GetValueOrDefault(part.Key);
            var isRight = expected switch
            {
                ExpectedPoints.All => earned >= points,
                ExpectedPoints.NotAll => earned < points,
                _ => earned <= 0,
            };
            if (isRight) continue;
            var lost = part.FirstOrDefault(outcome => outcome.Earned <= 0);
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{part.Key} has {earned:0.#} of {points:0.#} points, expected {Words(expected)}. {lost?.Test} {lost?.Verdict} "
                + $"{lost?.Message.Split('\n')[0]}").TrimEnd());
        }

        foreach (var missing in Parts.Keys.Where(part => report.Apart.All(outcome => outcome.Part != part)))
            problems.Add($"{missing} was not graded");
        var told = report.Notes.Concat(report.Apart.Select(outcome => outcome.Message));
        if (Says is { } pattern && !told.Any(text => Regex.IsMatch(text, pattern)))
            problems.Add($"nothing that is told to the student matches '{pattern}'");
        return problems;
    }

    private static string Words(ExpectedPoints points) => points switch
    {
        ExpectedPoints.All => "all",
        ExpectedPoints.NotAll => "fewer than all",
        _ => "none",
    };
}
