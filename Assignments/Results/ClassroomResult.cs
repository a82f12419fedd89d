using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Assignments.Running;

namespace Course.Assignments.Results;

/// <summary>
/// The results that GitHub Classroom's reporter reads: JSON of version 1, handed on as <c>result=base64</c> in the outputs of a step.
/// The reporter prints names and messages to a log that obeys commands, so nothing in them can be one.
/// </summary>
public static partial class ClassroomResult
{
    /// <summary>
    /// The longest line for the outputs of a step, in characters. The reporter gets it as one environment variable, and Linux starts no
    /// process with a longer one than 128 KiB. Messages are shortened until it fits, then tests are summed.
    /// </summary>
    public const int LongestLine = 120_000;

    private const int LongestName = 120;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    // Tests and characters of a message: the last one fits whatever the texts are.
    private static readonly (int Tests, int Message)[] Sizes = [(400, 1_000), (400, 300), (400, 100), (200, 60), (100, 30), (50, 10)];

    /// <summary>The JSON, in one line.</summary>
    /// <param name="outcomes">In the order in which they are shown; those for which there is no room become one that sums them.</param>
    /// <param name="problem">Why nothing could be judged, for a result without outcomes: it then holds one test of status error.</param>
    /// <param name="points">What could be had, for a result with a problem. At least 0.</param>
    public static string Json(IReadOnlyList<TestOutcome> outcomes, string? problem = null, double points = 0)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 0);
        var texts = Sizes.Select(size => Sized(outcomes, problem, points, size.Tests, size.Message));
        return texts.First(text => OutputLine(text).Length <= LongestLine);
    }

    private static string Sized(IReadOnlyList<TestOutcome> outcomes, string? problem, double points, int most, int longest)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("status", problem is not null ? "error" : StatusOf(outcomes));
            json.WriteNumber("max_score", Rounded(problem is not null ? points : outcomes.Sum(outcome => outcome.Points)));
            json.WriteStartArray("tests");
            if (problem is not null) WriteTest(json, "grading", "error", 0, SafeText.Lines(problem, longest), "", null, 0);
            foreach (var outcome in outcomes.Take(most)) WriteOutcome(json, outcome, longest);
            if (outcomes.Count > most) WriteRest(json, [.. outcomes.Skip(most)]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The line for the file that the environment variable GITHUB_OUTPUT names, without its line feed.</summary>
    public static string OutputLine(string json) => "result=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    /// <summary>Writes the JSON to a file, and appends the line to the outputs of the step if there are any.</summary>
    /// <param name="json">What <see cref="Json"/> gave.</param>
    /// <param name="file">Its folder must exist. An older file is replaced.</param>
    /// <param name="stepOutputs">The value of GITHUB_OUTPUT; null or empty outside of GitHub.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string json, string file, string? stepOutputs)
    {
        File.WriteAllText(file, json + "\n");
        if (!string.IsNullOrEmpty(stepOutputs)) File.AppendAllText(stepOutputs, OutputLine(json) + "\n");
    }

    private static string StatusOf(IReadOnlyList<TestOutcome> outcomes) =>
        outcomes.Count == 0 ? "error" : outcomes.All(outcome => outcome.Verdict == Verdict.Passed) ? "pass" : "fail";

    private static string StatusOf(TestOutcome outcome) => outcome.Verdict switch
    {
        Verdict.Passed => "pass",
        Verdict.Failed or Verdict.NotStarted or Verdict.Blocked => "fail",
        _ => "error",
    };

    private static void WriteOutcome(Utf8JsonWriter json, TestOutcome outcome, int longest)
    {
        var message = outcome.Verdict == Verdict.Passed ? "" : OutcomeText.Message(outcome);
        var command = $"dotnet run --project Course -- test {OutcomeText.Number(outcome.Part)}";
        var shown = message.Length == 0 ? "" : SafeText.Lines(message, longest);
        var name = SafeText.OneLine(OutcomeText.Name(outcome), LongestName);
        WriteTest(json, name, StatusOf(outcome), outcome.Earned, shown, command, Place(message), outcome.Seconds);
    }

    private static void WriteRest(Utf8JsonWriter json, IReadOnlyList<TestOutcome> rest)
    {
        var passed = rest.Count(outcome => outcome.Verdict == Verdict.Passed);
        var name = string.Create(CultureInfo.InvariantCulture, $"{rest.Count} more tests");
        var message = string.Create(CultureInfo.InvariantCulture, $"{passed} of {rest.Count} passed; the report has no room for each");
        WriteTest(json, name, StatusOf(rest), rest.Sum(outcome => outcome.Earned), message, "", null, rest.Sum(outcome => outcome.Seconds));
    }

    private static void WriteTest(
        Utf8JsonWriter json, string name, string status, double score, string message, string command, Match? place, double seconds)
    {
        json.WriteStartObject();
        json.WriteString("name", NoCommand(name));
        json.WriteString("status", status);
        json.WriteNumber("score", Rounded(score));
        json.WriteString("message", NoCommand(message));
        json.WriteString("test_code", command);
        json.WriteString("filename", place?.Groups["file"].Value ?? "");
        json.WriteNumber("line_no", place is null ? 0 : int.Parse(place.Groups["line"].Value, CultureInfo.InvariantCulture));
        json.WriteNumber("duration", Rounded(seconds));
        json.WriteEndObject();
    }

    /// <summary>The first file and line that a message names.</summary>
    private static Match? Place(string message) => PlaceInFile().Match(message) is { Success: true } match ? match : null;

    private static double Rounded(double number) => double.IsFinite(number) && number > 0 ? Math.Round(number, 4) : 0;

    /// <summary>The log takes a line that begins with two colons, or holds ##[, for a command to the runner.</summary>
    private static string NoCommand(string text) =>
        text.Replace("##[", "# #[", StringComparison.Ordinal).Replace("::", ": :", StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?<![\w./\\-])(?<file>(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,40}/){0,6}[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}\.cs)"
        + ":(?<line>[0-9]{1,6})(?![0-9])")]
    private static partial Regex PlaceInFile();
}
