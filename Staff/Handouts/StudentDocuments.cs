using System.Text.RegularExpressions;

namespace Course.Staffing.Handouts;

/// <summary>Makes of the reference's documents what students read: chapters of their labs, links that lead somewhere.</summary>
internal static partial class StudentDocuments
{
    /// <summary>assignments.md without the chapters, and the rows of parts, of labs after the last that is asked for.</summary>
    public static string Chapters(string text, int last)
    {
        var kept = new List<string>();
        var isLater = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) isLater = LabOf(LabHeading().Match(line)) > last;
            if (!isLater && LabOf(PartRow().Match(line)) <= last) kept.Add(line);
        }

        // The last chapter of the text may be gone, and the line feed at its end with it.
        return string.Join('\n', kept).TrimEnd('\n') + "\n";
    }

    /// <summary>
    /// A document whose links lead to files that are there: a row of a table that is about a missing file goes, elsewhere the words of
    /// the link stay.
    /// </summary>
    /// <param name="path">Of the document, from the root.</param>
    /// <param name="text">With LF.</param>
    /// <param name="exists">Whether the handout holds a file or folder.</param>
    public static string Links(string path, string text, Func<string, bool> exists)
    {
        bool LeadsNowhere(Match link) =>
            !link.Groups["target"].Value.Contains("://", StringComparison.Ordinal)
            && !link.Groups["target"].Value.StartsWith('#')
            && !exists(Resolve(path, link.Groups["target"].Value.Split('#')[0]));

        var kept = new List<string>();
        var isCode = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            var first = Link().Match(line);
            if (isCode || !first.Success)
            {
                kept.Add(line);
            }
            else if (!RowAbout().IsMatch(line) || !LeadsNowhere(first))
            {
                kept.Add(Link().Replace(line, link => LeadsNowhere(link) ? link.Groups["words"].Value : link.Value));
            }
        }

        return string.Join('\n', kept);
    }

    private static string Resolve(string document, string target)
    {
        var parts = new List<string>(document.Split('/').SkipLast(1));
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static int LabOf(Match match) => match.Success ? match.Groups["lab"].Value[0] - '0' : 0;

    [GeneratedRegex(@"^## Lab (?<lab>\d)\b")]
    private static partial Regex LabHeading();

    [GeneratedRegex(@"^\|\s*`?\[?A(?<lab>\d)\.\d+\b")]
    private static partial Regex PartRow();

    [GeneratedRegex(@"^\|\s*\[")]
    private static partial Regex RowAbout();

    [GeneratedRegex(@"(?<!!)\[(?<words>[^\]]*)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
