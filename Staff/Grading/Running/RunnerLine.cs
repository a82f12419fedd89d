using System.Text.Json;
using Course.Assignments.Running;

namespace Course.Staffing.Grading.Running;

/// <summary>A line of the runner's protocol.</summary>
/// <param name="Kind">test, started, ended or done.</param>
/// <param name="Test">The full name of the test; null in other kinds than test and started.</param>
/// <param name="Outcome">Of an ended test.</param>
internal sealed record RunnerLine(string Kind, string? Test = null, TestOutcome? Outcome = null)
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a line; null if it is not one of this run.</summary>
    public static RunnerLine? Read(string line, string nonce)
    {
        if (!line.StartsWith(nonce + " ", StringComparison.Ordinal)) return null;
        try
        {
            return JsonSerializer.Deserialize<RunnerLine>(line.AsSpan(nonce.Length + 1), Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
