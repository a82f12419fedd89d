using System.Text.RegularExpressions;

namespace Course.Tests.House;

/// <summary>Rules on a Markdown document: what it points at exists.</summary>
internal static partial class DocumentRules
{
    /// <summary>The relative links that lead nowhere.</summary>
    /// <param name="file">The document's path from the root.</param>
    /// <param name="text">Its text.</param>
    /// <param name="exists">Whether a path from the root is a file or a folder.</param>
    /// <param name="headings">The headings of a document, by its path from the root.</param>
    public static IEnumerable<string> BrokenLinks(
        string file, string text, Func<string, bool> exists, Func<string, IEnumerable<string>> headings)
    {
        foreach (var target in Link().Matches(WithoutCode(text)).Select(match => match.Groups[1].Value))
        {
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? file : Resolve(file, parts[0]);
            if (!exists(path))
            {
                yield return $"{file} links to {target}, which does not exist";
            }
            else if (parts.Length == 2 && !headings(path).Contains(parts[1]))
            {
                yield return $"{file} links to {target}, and there is no such heading";
            }
        }
    }

    /// <summary>The anchors of a document's headings.</summary>
    public static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(FencedBlock().Replace(text, string.Empty)).Select(match => Anchor(match.Groups[1].Value));

    /// <summary>The lines of shell blocks that call dotnet.</summary>
    public static IEnumerable<string> DotnetCommands(string text) =>
        FencedBlock().Matches(text)
            .Where(block => block.Groups["language"].Value is "sh" or "shell" or "bash" or "console" or "powershell" or "")
            .SelectMany(block => block.Groups["body"].Value.Split('\n'))
            .Select(line => line.Trim().TrimStart('$', '>').Trim())
            .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal));

    /// <summary>What is wrong with a dotnet command: the solution, project or folder that it names must exist.</summary>
    public static string? CommandProblem(string command, Func<string, bool> exists)
    {
        var words = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var option = Array.FindIndex(words, word => word is "--project" or "-p");
        var named = option >= 0
            ? words.ElementAtOrDefault(option + 1)
            : words.Skip(1).FirstOrDefault(word =>
                Path.GetExtension(word) is ".sln" or ".csproj" || word.Contains('/', StringComparison.Ordinal));
        if (words.ElementAtOrDefault(1) is "run" && named is null) return $"'{command}' names no project: add --project";
        return named is null || exists(named.TrimEnd('/')) ? null : $"'{command}' names {named}, which does not exist";
    }

    private static string Resolve(string file, string target)
    {
        var parts = new List<string>(file.Split('/').SkipLast(1));
        foreach (var part in Uri.UnescapeDataString(target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static string WithoutCode(string text) => InlineCode().Replace(FencedBlock().Replace(text, string.Empty), string.Empty);

    private static string Anchor(string heading) =>
        NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} +(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```(?<language>[\w#+-]*)[^\n]*\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\p{L}\p{Nd} _-]")]
    private static partial Regex NotInAnchor();
}
