using System.Text;
using System.Text.RegularExpressions;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>Tests and verdicts in words.</summary>
internal static partial class TestNames
{
    /// <summary>AnyOneCrash_KeepsTheOrder(total order): "Any one crash, keeps the order (total order)".</summary>
    public static string Readable(string fullName)
    {
        if (Method().Match(fullName) is not { Success: true } match) return fullName;
        var words = string.Join(", ", match.Groups["method"].Value.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Words));
        var text = words.Length == 0 ? match.Groups["method"].Value : char.ToUpperInvariant(words[0]) + words[1..];
        return match.Groups["case"].Success ? $"{text} {match.Groups["case"].Value}" : text;
    }

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.NotStarted => "not started",
        Verdict.NotCompiled => "not compiled",
        Verdict.NotRun => "not run",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>The color of a verdict, in Spectre's markup.</summary>
    public static string Color(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "green",
        Verdict.NotStarted or Verdict.Blocked or Verdict.NotRun => "yellow",
        _ => "red",
    };

    /// <summary>A new word begins with a capital, but not within an abbreviation: KeepsFIFOOrder is "keeps FIFO order".</summary>
    private static string Words(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isCapital = char.IsUpper(name[i]);
            var nextIsSmall = i + 1 < name.Length && char.IsLower(name[i + 1]);
            if (isCapital && i > 0 && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || nextIsSmall)) text.Append(' ');
            var isAbbreviation = isCapital && !nextIsSmall && name.Length > 1;
            text.Append(isAbbreviation ? name[i] : char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"(^|[.+])(?<method>[A-Za-z_]\w*)(?<case>\(.*\))?$", RegexOptions.Singleline)]
    private static partial Regex Method();
}
