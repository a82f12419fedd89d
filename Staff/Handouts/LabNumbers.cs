using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Staffing.Handouts;

/// <summary>Numbers of labs as an option writes them: 2, 1-3, or 1-2,5.</summary>
internal static partial class LabNumbers
{
    /// <summary>The highest lab.</summary>
    public const int Highest = 9;

    /// <summary>In order, each once.</summary>
    /// <exception cref="StaffException">The text is no such list, or names a lab below 1 or above 9.</exception>
    public static IReadOnlyList<int> Parse(string option, string text)
    {
        var found = new SortedSet<int>();
        foreach (var piece in text.Split(','))
        {
            if (Range().Match(piece.Trim()) is not { Success: true } range) throw Problem(option, text);
            var first = Number(range.Groups["first"]);
            var last = range.Groups["last"].Success ? Number(range.Groups["last"]) : first;
            if (first < 1 || last > Highest || last < first) throw Problem(option, text);
            found.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return [.. found];
    }

    /// <summary>In words: "lab 2", "labs 1, 2 and 5".</summary>
    public static string Tell(IReadOnlyList<int> labs) => labs switch
    {
        [] => "no lab",
        [var only] => $"lab {only}",
        _ => $"labs {string.Join(", ", labs.SkipLast(1))} and {labs[^1]}",
    };

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static StaffException Problem(string option, string text) =>
        new($"'{text}' is not what {option} takes: numbers of labs from 1 to {Highest}, like 2, 1-3 or 1-2,5.");

    [GeneratedRegex(@"^(?<first>\d)(-(?<last>\d))?$")]
    private static partial Regex Range();
}
