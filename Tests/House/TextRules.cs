using System.Text.RegularExpressions;
using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>Rules on the text of a file. Each answers the problems that it finds.</summary>
internal static partial class TextRules
{
    public const int LongestLine = 140;

    private static readonly string[] MayConfigureAwait = ["Rpc/Tcp"];

    public static IEnumerable<string> Of(string file, string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal)) yield return $"{file} has CR: lines end with LF";
        if (text.Length > 0 && !text.EndsWith('\n')) yield return $"{file} does not end with a line feed";
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            foreach (var problem in OfLine(line, file)) yield return $"{file}:{number} {problem}";
        }
    }

    public static IEnumerable<string> OfSource(SourceFile source)
    {
        var number = 0;
        foreach (var line in source.Lines)
        {
            number++;
            if (line.Length > LongestLine) yield return $"{source.FilePath}:{number} has {line.Length} columns, more than {LongestLine}";
            if (line.Contains('\t', StringComparison.Ordinal)) yield return $"{source.FilePath}:{number} has a tab";
            if (ConfigureAwaitFalse().IsMatch(line) && !source.IsIn(MayConfigureAwait))
            {
                yield return $"{source.FilePath}:{number} leaves the peer's loop by ConfigureAwait: await the task as it is";
            }

            if (source.IsIn("Tests") && Sleeping().Match(line) is { Success: true } sleep)
            {
                yield return $"{source.FilePath}:{number} calls {sleep.Value.TrimEnd('(')}: wait for an event instead";
            }
        }
    }

    private static IEnumerable<string> OfLine(string line, string file)
    {
        if (Unfinished().Match(line) is { Success: true } mark) yield return $"says {mark.Value}: finish it or leave it out";
        if (MachinePath().Match(line) is { Success: true } path) yield return $"names a path of one machine: {path.Value}";
        // Two blanks at the end of a Markdown line would be a line break that nobody sees.
        var bare = line.TrimEnd('\r');
        if (bare.Length > 0 && char.IsWhiteSpace(bare[^1]) && Path.GetExtension(file) != ".sln") yield return "ends with a blank";
    }

    // The words are put together here so that this file does not hold them.
    [GeneratedRegex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X)\\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.~/-])/(home|root|Users|work|mnt|private)/\w+|\b[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"ConfigureAwait\s*\(\s*(false|continueOnCapturedContext:\s*false|ConfigureAwaitOptions\.(None|ForceYielding))")]
    private static partial Regex ConfigureAwaitFalse();

    [GeneratedRegex(@"\b(Thread\.Sleep|Task\.Delay)\(")]
    private static partial Regex Sleeping();
}
