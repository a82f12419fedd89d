using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;

namespace Course.Assignments.Running;

/// <summary>What a student reads of a test's end: no frames of frameworks, and of the student's own code the place.</summary>
internal static partial class FailureText
{
    public static (Verdict Verdict, string Message) Of(ITestResult result, string part)
    {
        var state = result.ResultState;
        var message = result.Message ?? "";
        if (state.Label == GapCommand.NotStarted) return (Verdict.NotStarted, message);
        if (state.Label == GapCommand.Blocked) return (Verdict.Blocked, message);
        if (state.Status == TestStatus.Passed) return (Verdict.Passed, "");
        if (state.Status == TestStatus.Skipped)
        {
            var isOnDemand = state.Label == ResultState.Explicit.Label;
            return (Verdict.NotRun, isOnDemand ? "It runs on demand only: by its name." : $"{state.Label}: {message}");
        }

        // What a class sets up runs before anything watches for gaps.
        if (Gap.Of(message, result.StackTrace ?? "") is { } gap)
            return (gap.Part == part ? Verdict.NotStarted : Verdict.Blocked, gap.Tell(part));
        return state.Label == ResultState.Error.Label && PlaceOf(result.StackTrace ?? "") is { } place
            ? (Verdict.Failed, $"{message.TrimEnd()}\nat {place}")
            : (Verdict.Failed, message.Length > 0 ? message : $"{state}");
    }

    /// <summary>The first frame with a source that is no test's; else the first with a source at all.</summary>
    public static string? PlaceOf(string stackTrace)
    {
        string[] places =
        [
            .. Frame().Matches(stackTrace).Select(match => SourcePlace.Of(match.Groups["file"].Value, match.Groups["line"].Value)),
        ];
        return places.FirstOrDefault(place => !place.StartsWith("Tests/", StringComparison.Ordinal)) ?? places.FirstOrDefault();
    }

    [GeneratedRegex(@" in (?<file>[^\r\n]+):line (?<line>\d+)")]
    private static partial Regex Frame();
}
