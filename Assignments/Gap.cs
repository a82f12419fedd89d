using System.Diagnostics;
using System.Text.RegularExpressions;

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
        var place = file is null ? match.Groups["title"].Value : $"{FromRoot(file)}:{frame!.GetFileLineNumber()}";
        return new Gap(match.Groups["part"].Value, place);
    }

    /// <summary>What the student reads: "A5.2 not started: file:line", or "blocked by A1.2, not started: file:line".</summary>
    public string Tell(string part) => part == Part ? $"{Part} not started: {Place}" : $"blocked by {Part}, not started: {Place}";

    private static string FromRoot(string file)
    {
        var folder = Path.GetDirectoryName(file);
        while (!string.IsNullOrEmpty(folder) && !File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder);
        return (string.IsNullOrEmpty(folder) ? file : Path.GetRelativePath(folder, file)).Replace('\\', '/');
    }

    [GeneratedRegex(@"^(?<part>A\d\.\d+) (?<title>.*)$", RegexOptions.Singleline)]
    private static partial Regex Text();
}
