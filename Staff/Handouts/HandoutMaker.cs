using System.Text;
using System.Text.RegularExpressions;
using Course.Staffing.Regions;

namespace Course.Staffing.Handouts;

/// <summary>Makes the student's tree of the reference, in memory. Equal references give equal trees.</summary>
internal static partial class HandoutMaker
{
    /// <summary>Makes the tree.</summary>
    /// <param name="reference">What it is made of.</param>
    /// <param name="labs">The labs whose tests are given, from 1; lab 0 always is.</param>
    /// <param name="solved">The labs whose solutions are given.</param>
    /// <exception cref="StaffException">A marker is wrong, a lab has no tests, or a given project needs one that is not given.</exception>
    public static HandoutTree Make(ReferenceFiles reference, IReadOnlyList<int> labs, IReadOnlyList<int> solved)
    {
        foreach (var lab in labs.Where(lab =>
            !reference.Files.Keys.Any(path => path.StartsWith($"Tests/Lab{lab}/", StringComparison.Ordinal))))
        {
            throw new StaffException($"lab {lab} has no tests: {reference.Root} has no Tests/Lab{lab}. Ask for other --labs.");
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var marked = new List<MarkedPath>();
        foreach (var (path, content) in Chosen(reference, labs))
        {
            if (Path.GetExtension(path) != ".cs")
            {
                files.Add(path, ReferenceFiles.IsText(content) ? Encoding.UTF8.GetBytes(ReferenceFiles.TextOf(content)) : content);
                continue;
            }

            var file = MarkedFile.Parse(path, ReferenceFiles.TextOf(content));
            var text = StubWriter.Write(file, part => solved.Contains(part[1] - '0'));
            if (text is not null) files.Add(path, Encoding.UTF8.GetBytes(text));
            var parts = file.Regions.Select(region => region.Part).Where(part => !solved.Contains(part[1] - '0')).Distinct().ToList();
            if (parts.Count > 0) marked.Add(new MarkedPath(path, parts, text is null, text is null ? "" : FrameOf(path, text)));
        }

        var tree = new HandoutTree(files, marked, labs, solved);
        ForStudents(tree, files);
        CheckReferences(files);
        return tree;
    }

    /// <summary>SHA-256 of what stands outside of a file's regions.</summary>
    public static string FrameOf(string path, string text) =>
        HandoutTree.Hash(Encoding.UTF8.GetBytes(string.Join('\n', StubWriter.Frame(path, text))));

    private static IEnumerable<KeyValuePair<string, byte[]>> Chosen(ReferenceFiles reference, IReadOnlyList<int> labs)
    {
        var chosen = reference.Files.Where(file => HandoutContents.Holds(file.Key, labs)).ToList();
        var needsShared = chosen.Any(file => file.Key.StartsWith("Tests/", StringComparison.Ordinal)
            && file.Key.EndsWith(".csproj", StringComparison.Ordinal)
            && ReferenceFiles.TextOf(file.Value).Contains("../Shared/", StringComparison.Ordinal));
        return needsShared ? chosen.Concat(reference.Files.Where(file => HandoutContents.IsSharedByTests(file.Key))) : chosen;
    }

    /// <summary>The files of the root and the documents, as students need them.</summary>
    private static void ForStudents(HandoutTree tree, SortedDictionary<string, byte[]> files)
    {
        Replace(files, "Course.sln", text => SolutionFile.Keep(text, files.ContainsKey));
        Replace(files, ".editorconfig", LessSevere);
        Replace(files, "assignments.md", text => StudentDocuments.Chapters(text, tree.Labs.DefaultIfEmpty(0).Max()));
        files["Directory.Build.props"] = Encoding.UTF8.GetBytes(HandoutTemplates.BuildProperties);
        if (files.Keys.Any(path => path.StartsWith("Examples/", StringComparison.Ordinal)))
            files["build/UnfinishedParts.cs"] = Encoding.UTF8.GetBytes(HandoutTemplates.UnfinishedParts);
        files["README.md"] = Encoding.UTF8.GetBytes(HandoutTemplates.Readme(tree));
        var folders = files.Keys.SelectMany(Above).ToHashSet(StringComparer.Ordinal);
        foreach (var path in files.Keys.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList())
        {
            Replace(files, path, text => StudentDocuments.Links(path, text, to => files.ContainsKey(to) || folders.Contains(to)));
        }
    }

    private static void Replace(SortedDictionary<string, byte[]> files, string path, Func<string, string> change)
    {
        if (files.TryGetValue(path, out var content)) files[path] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(content)));
    }

    /// <summary>Rules of style inform students; only the banned symbols stay errors.</summary>
    private static string LessSevere(string text) =>
        text.Replace(":warning\n", ":suggestion\n", StringComparison.Ordinal)
            .Replace("severity = warning\n", "severity = suggestion\n", StringComparison.Ordinal);

    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }

    /// <summary>A project that is given builds only if what it refers to is given too.</summary>
    private static void CheckReferences(SortedDictionary<string, byte[]> files)
    {
        foreach (var (path, content) in files.Where(file => file.Key.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            foreach (Match match in Reference().Matches(ReferenceFiles.TextOf(content)))
            {
                var target = Resolve(path, match.Groups["path"].Value.Replace('\\', '/'));
                if (files.ContainsKey(target)) continue;
                throw new StaffException(
                    $"{path} refers to {target}, which is not given to students: "
                    + $"add it to {nameof(HandoutContents)}, or refer to it no more.");
            }
        }
    }

    private static string Resolve(string project, string target)
    {
        var parts = new List<string>(project.Split('/').SkipLast(1));
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex("<ProjectReference\\s+Include=\"(?<path>[^\"]+)\"")]
    private static partial Regex Reference();
}
