using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Assignments.Results;
using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>
/// The results.json of Gradescope. Points are those of the parts apart; what came of the submission as a whole is told in words, so that
/// nothing counts twice. Hidden tests are <c>after_published</c> and never <c>hidden</c>: one hidden test would take the total away from
/// the student's eyes.
/// </summary>
public static class GradescopeResults
{
    private const int LongestOutput = 6_000;
    private const int MostNotes = 100;
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    /// <summary>The JSON of a report.</summary>
    /// <param name="report">All of it, or what there is so far.</param>
    /// <param name="pending">How many tests are still to be run; above 0 the text says that it is not over.</param>
    public static string Json(GradeReport report, int pending = 0)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfNegative(pending);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            // Without tests there is nothing to sum, and a result needs a score.
            if (report.Apart.Count == 0) json.WriteNumber("score", 0);
            json.WriteNumber("execution_time", Seconds(report.Seconds));
            json.WriteString("output", Overview(report, pending));
            json.WriteString("output_format", "text");
            json.WriteString("test_output_format", "text");
            json.WriteString("test_name_format", "text");
            json.WriteString("visibility", "visible");
            json.WriteString("stdout_visibility", "hidden");
            WriteExtra(json, report);
            json.WriteStartArray("tests");
            foreach (var outcome in report.Apart) WriteTest(json, outcome);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>The JSON of a submission that was not graded: a score, and why.</summary>
    /// <param name="score">What it keeps; 0 to 1,000,000.</param>
    /// <param name="why">For the student.</param>
    public static string Refusal(double score, string why)
    {
        if (!(score is >= 0 and <= 1_000_000)) throw new ArgumentOutOfRangeException(nameof(score), score, "0 to 1,000,000");
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("score", score);
            json.WriteString("output", SafeText.Lines(why, LongestOutput));
            json.WriteString("output_format", "text");
            json.WriteString("visibility", "visible");
            json.WriteStartArray("tests");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void WriteExtra(Utf8JsonWriter json, GradeReport report)
    {
        json.WriteStartObject("extra_data");
        json.WriteString("handout", SafeText.OneLine(report.Handout, 100));
        if (report.Lab is { } lab) json.WriteNumber("lab", lab);
        json.WriteNumber("whole_score", report.Whole.Sum(outcome => outcome.Earned));
        json.WriteNumber("whole_max_score", report.Whole.Sum(outcome => outcome.Points));
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, TestOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteNumber("score", outcome.Earned);
        json.WriteNumber("max_score", outcome.Points);
        json.WriteString("status", outcome.Verdict == Verdict.Passed ? "passed" : "failed");
        json.WriteString("name", OutcomeText.Name(outcome));
        json.WriteString("number", OutcomeText.Number(outcome.Part));
        json.WriteString("output", OutputOf(outcome));
        json.WriteString("output_format", "text");
        json.WriteStartArray("tags");
        json.WriteStringValue(SafeText.OneLine(outcome.Part, 20));
        if (outcome.Guarantee is not null) json.WriteStringValue(SafeText.OneLine(outcome.Guarantee, 60));
        json.WriteStringValue(OutcomeText.Word(outcome.Verdict));
        json.WriteEndArray();
        json.WriteString("visibility", outcome.IsHidden ? "after_published" : "visible");
        json.WriteStartObject("extra_data");
        json.WriteNumber("seconds", Seconds(outcome.Seconds));
        if (outcome.Slide is not null) json.WriteString("slide", SafeText.OneLine(outcome.Slide, 100));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string OutputOf(TestOutcome outcome)
    {
        var output = SafeText.Lines(outcome.Output, LongestOutput).Trim();
        var printed = output.Length == 0 ? "" : $"\n\nprinted:\n{output}";
        return outcome.Verdict == Verdict.Passed ? output : $"{OutcomeText.Message(outcome)}{printed}";
    }

    private static string Overview(GradeReport report, int pending)
    {
        var lines = new List<string>();
        if (pending > 0) lines.Add($"Grading is not over: {Count(pending)} still to be run.");
        lines.AddRange(report.Notes.Take(MostNotes).Select(note => SafeText.OneLine(note, 400)));
        if (report.Notes.Count > MostNotes) lines.Add($"… {report.Notes.Count - MostNotes} more notes");
        if (pending == 0) lines.AddRange(WholeText.Of(report));
        lines.Add($"Handout {(report.Handout.Length == 0 ? "of unknown version" : SafeText.OneLine(report.Handout, 100))}.");
        return string.Join('\n', lines);
    }

    private static string Count(int tests) => tests == 1 ? "1 test is" : string.Create(CultureInfo.InvariantCulture, $"{tests} tests are");

    private static double Seconds(double seconds) => double.IsFinite(seconds) && seconds > 0 ? Math.Round(seconds, 3) : 0;
}
