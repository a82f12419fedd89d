using System.Text.Json;

namespace Course.Tests.Assignments.Results;

/// <summary>What GitHub Classroom's reporter reads, written down apart from the writer.</summary>
internal static class ClassroomFormat
{
    private static readonly string[] Words = ["pass", "fail", "error"];

    public static IEnumerable<string> Problems(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        foreach (var problem in Missing(root, ["version", "status", "max_score", "tests"])) yield return problem;
        if (root.GetProperty("version").GetInt32() != 1) yield return "version";
        if (!Words.Contains(root.GetProperty("status").GetString())) yield return "status";
        if (root.GetProperty("max_score").GetDouble() < 0) yield return "max_score";
        foreach (var test in root.GetProperty("tests").EnumerateArray())
        {
            foreach (var problem in Missing(test, ["name", "status", "score", "message", "test_code", "filename", "line_no", "duration"]))
            {
                yield return problem;
            }

            if (!Words.Contains(test.GetProperty("status").GetString())) yield return "test status";
            if (test.GetProperty("score").GetDouble() < 0 || test.GetProperty("duration").GetDouble() < 0) yield return "below 0";
            if (test.GetProperty("line_no").GetInt32() < 0) yield return "line_no";
            foreach (var name in new[] { "name", "message", "test_code", "filename" }) _ = test.GetProperty(name).GetString()!.Length;
        }
    }

    private static IEnumerable<string> Missing(JsonElement element, string[] names)
    {
        var found = element.EnumerateObject().Select(member => member.Name).ToList();
        return names.Except(found).Select(name => $"{name} is missing").Concat(found.Except(names).Select(name => $"{name} is too much"));
    }
}
