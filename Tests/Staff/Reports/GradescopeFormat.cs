using System.Text.Json;

namespace Course.Tests.Staff.Reports;

/// <summary>
/// What Gradescope's documentation says about results.json, written down apart from the writer. Each method answers the problems.
/// </summary>
internal static class GradescopeFormat
{
    private static readonly string[] Formats = ["text", "html", "simple_format", "md", "ansi"];
    private static readonly string[] Visibilities = ["hidden", "after_due_date", "after_published", "visible"];

    public static IEnumerable<string> Problems(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var isScored = root.TryGetProperty("tests", out var tests)
            && tests.EnumerateArray().Any(test => test.TryGetProperty("score", out _));
        if (!isScored && !root.TryGetProperty("score", out _)) yield return "neither score nor tests with scores";
        foreach (var member in root.EnumerateObject())
        {
            var isRight = member.Name switch
            {
                "score" or "execution_time" => member.Value.ValueKind == JsonValueKind.Number && member.Value.GetDouble() >= 0,
                "output" => member.Value.ValueKind == JsonValueKind.String,
                "output_format" or "test_output_format" or "test_name_format" => IsOneOf(member.Value, Formats),
                "visibility" or "stdout_visibility" => IsOneOf(member.Value, Visibilities),
                "extra_data" => member.Value.ValueKind == JsonValueKind.Object,
                "tests" => member.Value.ValueKind == JsonValueKind.Array,
                _ => false,
            };
            if (!isRight) yield return $"{member.Name}: {member.Value}";
        }

        foreach (var problem in tests.ValueKind == JsonValueKind.Array ? tests.EnumerateArray().SelectMany(ProblemsOfTest) : [])
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> ProblemsOfTest(JsonElement test)
    {
        foreach (var member in test.EnumerateObject())
        {
            var isRight = member.Name switch
            {
                "score" or "max_score" => member.Value.ValueKind == JsonValueKind.Number,
                "status" => IsOneOf(member.Value, ["passed", "failed"]),
                "name" or "number" or "output" => member.Value.ValueKind == JsonValueKind.String,
                "output_format" or "name_format" => IsOneOf(member.Value, Formats),
                "tags" => member.Value.ValueKind == JsonValueKind.Array
                    && member.Value.EnumerateArray().All(tag => tag.ValueKind == JsonValueKind.String),
                "visibility" => IsOneOf(member.Value, Visibilities),
                "extra_data" => member.Value.ValueKind == JsonValueKind.Object,
                _ => false,
            };
            if (!isRight) yield return $"test {member.Name}: {member.Value}";
        }
    }

    private static bool IsOneOf(JsonElement value, string[] words) =>
        value.ValueKind == JsonValueKind.String && words.Contains(value.GetString());
}
