using Course.Assignments.Results;
using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>The submission as a whole in words, beside the points of its parts: it brings none.</summary>
internal static class WholeText
{
    private const int MostTests = 40;

    /// <summary>
    /// One line for the sum, and one for each test whose outcome is another than that of its part apart. Hidden tests are left out: these
    /// words are read before they are published.
    /// </summary>
    public static IEnumerable<string> Of(GradeReport report)
    {
        var visible = report.Whole.Where(outcome => !outcome.IsHidden).ToList();
        if (visible.Count == 0) yield break;
        var passed = visible.Count(outcome => outcome.Verdict == Verdict.Passed);
        yield return $"The submission as a whole passes {passed} of {visible.Count} tests. "
            + "This informs; the points are those of the parts, each with the reference in all others.";
        var differing = Differing(report).Where(outcome => !outcome.IsHidden).ToList();
        foreach (var outcome in differing.Take(MostTests))
        {
            var message = outcome.Verdict == Verdict.Passed ? "" : $": {SafeText.OneLine(outcome.Message, 300)}";
            yield return $"as a whole, {OutcomeText.Name(outcome)} {OutcomeText.Word(outcome.Verdict)}{message}";
        }

        if (differing.Count > MostTests) yield return $"… {differing.Count - MostTests} more tests";
    }

    /// <summary>Tests of the whole that have another verdict than with their part apart.</summary>
    public static IEnumerable<TestOutcome> Differing(GradeReport report)
    {
        var apart = report.Apart.ToLookup(Key, outcome => outcome.Verdict);
        return report.Whole.Where(outcome => !apart[Key(outcome)].Contains(outcome.Verdict));
    }

    private static (string, string, string?) Key(TestOutcome outcome) => (outcome.Test, outcome.Part, outcome.Guarantee);
}
