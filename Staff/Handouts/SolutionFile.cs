using System.Text.RegularExpressions;

namespace Course.Staffing.Handouts;

/// <summary>Course.sln with the projects of a handout and no others: identifiers, folders and order stay those of the reference.</summary>
internal static partial class SolutionFile
{
    private const string FolderKind = "{2150E333-8FDC-42A3-9474-1A3956D46DE8}";

    /// <summary>The solution without the projects that are not there, and without folders that hold nothing any more.</summary>
    /// <param name="text">The reference's solution, with LF.</param>
    /// <param name="exists">Whether the handout holds a project file, by its path with forward slashes.</param>
    public static string Keep(string text, Func<string, bool> exists)
    {
        var parents = Nesting().Matches(text).ToDictionary(match => match.Groups["child"].Value, match => match.Groups["parent"].Value);
        var kept = new HashSet<string>();
        foreach (Match project in Project().Matches(text))
        {
            if (project.Groups["kind"].Value == FolderKind || !exists(project.Groups["path"].Value.Replace('\\', '/'))) continue;
            for (var id = project.Groups["id"].Value; id is not null; id = parents.GetValueOrDefault(id)) kept.Add(id);
        }

        var withoutProjects = Project().Replace(text, match => kept.Contains(match.Groups["id"].Value) ? match.Value : "");
        return Settings().Replace(withoutProjects, match => kept.Contains(match.Groups["id"].Value) ? match.Value : "");
    }

    /// <summary>The projects of a solution, by their paths with forward slashes.</summary>
    public static IEnumerable<string> Projects(string text) =>
        Project().Matches(text).Where(match => match.Groups["kind"].Value != FolderKind)
            .Select(match => match.Groups["path"].Value.Replace('\\', '/'));

    [GeneratedRegex(
        """^Project\("(?<kind>\{[^}]+\})"\) = "[^"]*", "(?<path>[^"]*)", "(?<id>\{[^}]+\})"\n(?:(?!EndProject\n).*\n)*?EndProject\n""",
        RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex(@"^\t\t(?<id>\{[^}]+\})(\.| = ).*\n", RegexOptions.Multiline)]
    private static partial Regex Settings();

    [GeneratedRegex(@"^\t\t(?<child>\{[^}]+\}) = (?<parent>\{[^}]+\})", RegexOptions.Multiline)]
    private static partial Regex Nesting();
}
