using Course.Staffing.Regions;

namespace Course.Staffing.Grading.References;

/// <summary>
/// The reference solution: the sources of its boxes, and those of them that are marked. Reads once, then constant; any thread.
/// </summary>
internal sealed class ReferenceTree
{
    private static readonly string[] NoSources = ["bin", "obj", "StrykerOutput"];

    private ReferenceTree(string root, IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, MarkedFile> marked)
    {
        Root = root;
        Sources = sources;
        Marked = marked;
    }

    /// <summary>The folder that holds Course.sln, or a copy of the boxes' sources.</summary>
    public string Root { get; }

    /// <summary>The texts of all sources of the boxes, with LF, by path from the root.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>The files that hold solution regions, by path.</summary>
    public IReadOnlyDictionary<string, MarkedFile> Marked { get; }

    /// <summary>Reads the tree.</summary>
    /// <exception cref="StaffException">There is no such tree, or a marker in it breaks a rule.</exception>
    public static ReferenceTree Open(string root)
    {
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var box in Box.All)
        {
            var folder = Path.Combine(root, box.Folder);
            if (!Directory.Exists(folder)) throw new StaffException($"{root} is no reference tree: it has no folder {box.Folder}.");
            foreach (var file in SourcesIn(folder))
            {
                var path = Path.GetRelativePath(root, file).Replace('\\', '/');
                if (Box.Of(path) == box) sources.Add(path, File.ReadAllText(file).ReplaceLineEndings("\n"));
            }
        }

        return Of(root, sources);
    }

    /// <summary>The same tree with other texts, as tests and trials make it.</summary>
    /// <param name="texts">By path; they take the place of files, or are new.</param>
    public ReferenceTree With(IReadOnlyDictionary<string, string> texts)
    {
        var sources = new SortedDictionary<string, string>(Sources.ToDictionary(), StringComparer.Ordinal);
        foreach (var (path, text) in texts) sources[path] = text.ReplaceLineEndings("\n");
        return Of(Root, sources);
    }

    /// <summary>The root of the tree that a folder lies in: the next folder upwards that holds Course.sln.</summary>
    /// <exception cref="StaffException">There is none.</exception>
    public static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln"))) return folder.FullName;
        }

        throw new StaffException($"{start} lies in no tree of the course (no Course.sln in it or above): name the tree by --reference.");
    }

    /// <summary>The ids of the parts that have regions in the tree, in the order of the labs.</summary>
    public IReadOnlyList<string> MarkedParts() =>
        [.. Marked.Values.SelectMany(file => file.Regions).Select(region => region.Part).Distinct().OrderBy(PartOrder.Of)];

    private static ReferenceTree Of(string root, SortedDictionary<string, string> sources)
    {
        var marked = sources.Where(source => source.Value.Contains("// <A", StringComparison.Ordinal))
            .Select(source => MarkedFile.Parse(source.Key, source.Value)).Where(file => file.Regions.Count > 0)
            .ToDictionary(file => file.Path, StringComparer.Ordinal);
        return new ReferenceTree(root, sources, marked);
    }

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs").Concat(
            Directory.EnumerateDirectories(folder).Where(inner => !NoSources.Contains(Path.GetFileName(inner))).SelectMany(SourcesIn));
}
