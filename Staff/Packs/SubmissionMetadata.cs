using System.Globalization;
using System.Text.Json;

namespace Course.Staffing.Packs;

/// <summary>What Gradescope tells of a submission in submission_metadata.json, as far as grading needs it.</summary>
/// <param name="Student">The names of those who handed in, for the report.</param>
/// <param name="Created">When it was handed in.</param>
/// <param name="Due">When the assignment is due; null if it is not.</param>
/// <param name="Previous">Earlier submissions, as they come.</param>
internal sealed record SubmissionMetadata(
    string Student, DateTimeOffset Created, DateTimeOffset? Due, IReadOnlyList<SubmissionMetadata.Earlier> Previous)
{
    /// <summary>An earlier submission.</summary>
    /// <param name="Created">When it was handed in.</param>
    /// <param name="Score">What it got.</param>
    /// <param name="IsGraded">Whether it was graded; one that came too soon was not.</param>
    internal sealed record Earlier(DateTimeOffset Created, double Score, bool IsGraded);

    /// <summary>Reads the file.</summary>
    /// <exception cref="StaffException">It is missing or no such file.</exception>
    public static SubmissionMetadata Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException
            or InvalidOperationException or KeyNotFoundException)
        {
            throw new StaffException($"{path} is not Gradescope's metadata of a submission: {e.Message}");
        }
    }

    /// <summary>Reads the text of such a file.</summary>
    internal static SubmissionMetadata Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var users = Items(root, "users").Select(user => Text(user, "name")).OfType<string>().ToList();
        var due = root.TryGetProperty("assignment", out var assignment) ? Text(assignment, "due_date") : null;
        var id = root.TryGetProperty("id", out var number) ? number.ToString() : "?";
        return new SubmissionMetadata(
            users.Count > 0 ? string.Join(", ", users) : $"submission {id}",
            Time(root.GetProperty("created_at").GetString() ?? throw new FormatException("created_at is null.")),
            due is null ? null : Time(due),
            [.. Items(root, "previous_submissions").Select(ReadEarlier)]);
    }

    private static Earlier ReadEarlier(JsonElement element)
    {
        var isError = element.TryGetProperty("autograder_error", out var error) && error.ValueKind == JsonValueKind.True;
        var isRefused = element.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Object
            && Items(results, "tests").Count == 0;
        var time = Text(element, "submission_time") ?? throw new FormatException("a previous submission has no submission_time.");
        return new Earlier(Time(time), Score(element), !isError && !isRefused);
    }

    private static double Score(JsonElement element) => !element.TryGetProperty("score", out var score) ? 0 : score.ValueKind switch
    {
        JsonValueKind.Number => score.GetDouble(),
        JsonValueKind.String when double.TryParse(score.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            => number,
        _ => 0,
    };

    private static List<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
