using System.Diagnostics;
using System.Text.RegularExpressions;
using Course.Assignments.Running;

namespace Course.Assignments;

/// <summary>A body that the student has not written yet, at the moment when something came to it.</summary>
/// <param name="Part">The part that it belongs to.</param>
/// <param name="Place">Its file, from the root of the tree, and line; the part's title if no symbols say so.</param>
public sealed partial record Gap(string Part, string Place)
{
    /// <summary>The gap that an exception comes from; null if it is another exception.</summary>
    public static Gap? Of(Exception exception)
    {
        if (exception is not NotImplementedException || Text().Match(exception.Message) is not { Success: true } match) return null;
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrame(0);
        var file = frame?.GetFileName();
        var place = file is null ? match.Groups["title"].Value : SourcePlace.Of(file, $"{frame!.GetFileLineNumber()}");
        return new Gap(match.Groups["part"].Value, place);
    }

    /// <summary>The gap that the message and the frames of a test tell of, which was not seen when it was come to; null if none.</summary>
    internal static Gap? Of(string message, string stackTrace) =>
        TestText().Match(message) is { Success: true } match
            ? new Gap(match.Groups["part"].Value, FailureText.PlaceOf(stackTrace) ?? match.Groups["title"].Value.Trim())
            : null;

    /// <summary>What the student reads: "A5.2 not started: file:line", or "blocked by A1.2, not started: file:line".</summary>
    public string Tell(string part) => part == Part ? $"{Part} not started: {Place}" : $"blocked by {Part}, not started: {Place}";

    [GeneratedRegex(@"^(?<part>A\d\.\d+) (?<title>.*)$", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex(@"System\.NotImplementedException : (?<part>A\d\.\d+) (?<title>[^\r\n]*)")]
    private static partial Regex TestText();
}
