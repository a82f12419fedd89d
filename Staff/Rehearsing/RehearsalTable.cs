using System.Globalization;
using Course.Staffing.Grading;

namespace Course.Staffing.Rehearsing;

/// <summary>Tells what came of a rehearsal.</summary>
internal sealed class RehearsalTable(TextWriter output)
{
    /// <summary>Writes a line for each submission, the figures, and what is not as expected.</summary>
    /// <param name="submissions">What was graded.</param>
    /// <param name="reports">What came of it, in any order.</param>
    /// <param name="harm">What was changed that must not be.</param>
    /// <param name="elapsed">How long this run took.</param>
    /// <returns>The exit code: 0 if all is as expected.</returns>
    public int Tell(
        IReadOnlyList<GeneratedSubmission> submissions, IReadOnlyList<GradeReport> reports, IReadOnlyList<string> harm, TimeSpan elapsed)
    {
        var byStudent = reports.ToDictionary(report => report.Student, StringComparer.Ordinal);
        var right = 0;
        output.WriteLine();
        foreach (var submission in submissions.OrderBy(each => each.Kind, StringComparer.Ordinal))
        {
            var report = byStudent.GetValueOrDefault(submission.Name);
            var problems = report is null ? ["was not graded"] : submission.Expected.ProblemsOf(report);
            if (problems.Count == 0) right++;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(problems.Count == 0 ? "ok" : "PROBLEM"),-8}{submission.Kind,-12}{submission.Name,-56}{report?.Earned,6:0.#} of "
                + $"{report?.Points,-6:0.#}{report?.Seconds,7:0.0} s"));
            foreach (var problem in problems) output.WriteLine($"        {problem}");
        }

        output.WriteLine();
        foreach (var kind in submissions.GroupBy(each => each.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var seconds = kind.Select(each => byStudent.GetValueOrDefault(each.Name)?.Seconds ?? 0);
            output.WriteLine($"{kind.Key,-12}{kind.Count(),4} submissions, {Figures([.. seconds])}");
        }

        output.WriteLine($"{"all",-12}{reports.Count,4} submissions, {Figures([.. reports.Select(report => report.Seconds)])}");
        var each = Rehearsal.Seconds(elapsed.TotalSeconds / reports.Count);
        output.WriteLine($"this run took {Rehearsal.Seconds(elapsed.TotalSeconds)}: {each} per submission");
        foreach (var line in harm) output.WriteLine($"PROBLEM {line}");
        output.WriteLine($"as expected: {right} of {submissions.Count}{(harm.Count == 0 ? ", and nothing else was touched" : "")}");
        return right == submissions.Count && harm.Count == 0 ? 0 : 1;
    }

    /// <summary>Median and worst.</summary>
    internal static string Figures(IReadOnlyList<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        return $"median {Rehearsal.Seconds(sorted[sorted.Count / 2])}, worst {Rehearsal.Seconds(sorted[^1])}";
    }
}
