using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Assignments.Results;
using Course.Assignments.Running;
using Course.Commands.Labs;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>Groups what failed in a class, so that one explanation helps many.</summary>
public static partial class FailureClusters
{
    private const int LongestReason = 160;

    private static readonly JsonSerializerOptions Writing = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>The clusters of all outcomes apart that brought no points; those of the most students first.</summary>
    public static IReadOnlyList<FailureCluster> Of(IReadOnlyList<GradeReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var failures =
            from report in reports
            from outcome in report.Apart
            where outcome.Verdict != Verdict.Passed
            let key = (outcome.Part, outcome.Guarantee, Phase: PhaseOf(outcome), outcome.Verdict, Reason: ReasonOf(outcome))
            select (report.Student, key);
        return
        [
            .. failures.GroupBy(failure => failure.key, failure => failure.Student)
                .Select(group => new FailureCluster(
                    SafeText.OneLine(group.Key.Part, 20), group.Key.Guarantee, group.Key.Phase, group.Key.Verdict, group.Key.Reason,
                    group.Count(),
                    [.. group.Distinct().Order(StringComparer.Ordinal).Select(student => SafeText.OneLine(student, 200))]))
                .OrderByDescending(cluster => cluster.Students.Count)
                .ThenByDescending(cluster => cluster.Count)
                .ThenBy(cluster => cluster.Part, StringComparer.Ordinal)
                .ThenBy(cluster => cluster.Guarantee, StringComparer.Ordinal)
                .ThenBy(cluster => cluster.Reason, StringComparer.Ordinal)
                .ThenBy(cluster => cluster.Phase, StringComparer.Ordinal)
                .ThenBy(cluster => cluster.Verdict),
        ];
    }

    /// <summary>An array of clusters.</summary>
    public static string Json(IReadOnlyList<FailureCluster> clusters) => JsonSerializer.Serialize(clusters, Writing) + "\n";

    /// <summary>The first line of the message without what differs between runs: numbers, quoted texts, long hexadecimal words.</summary>
    internal static string ReasonOf(TestOutcome outcome)
    {
        var first = OutcomeText.Message(outcome).Split('\n')[0];
        var line = SafeText.OneLine(first, 4 * LongestReason);
        line = Quoted().Replace(line, "…");
        line = Hexadecimal().Replace(line, "…");
        line = Numbers().Replace(line, "#");
        line = Blanks().Replace(line, " ");
        return SafeText.OneLine(line, LongestReason);
    }

    /// <summary>The phase of the protocol in which the story of a failure ends, as hints are bound to it.</summary>
    internal static string PhaseOf(TestOutcome outcome) =>
        outcome.Verdict == Verdict.Failed ? FailureWay.PhaseOf(SafeText.Lines(outcome.Message, 20_000)) : FailureWay.AnyWay;

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|“[^”]*”")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{6,}…?")]
    private static partial Regex Hexadecimal();

    // Not the number of a part or of a type's name: A5.2, UTF8.
    [GeneratedRegex(@"(?<![\w.])-?[0-9]+(?:[.,][0-9]+)*(?=\b|[a-z])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
