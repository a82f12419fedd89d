namespace Course.Staffing.Handouts;

/// <summary>
/// What a handout is made of: the whole list. A file that is not on it is not given, so a new folder of the reference stays with the staff
/// until somebody writes it down here.
/// </summary>
internal static class HandoutContents
{
    /// <summary>Folders with all their sources.</summary>
    private static readonly string[] Folders =
    [
        "Rpc", "FaultTolerance", "Filters", "Relayer", "RelayerClient", "Peer", "Hosting",
        "Simulation", "Testing", "Assignments", "Course", "Examples", "build",
    ];

    /// <summary>Below these folders, and not given: the package behind it is not in every feed.</summary>
    private static readonly string[] Without = ["Rpc/MessagePack"];

    /// <summary>What counts as a source.</summary>
    private static readonly string[] Sources = [".cs", ".csproj", ".json", ".txt", ".css", ".html", ".js"];

    /// <summary>
    /// Documents for students. Not those that tell how a part of a lab is solved: the design notes of managers, filters, couplers and
    /// calls, the known wrong solutions, the table of features.
    /// </summary>
    private static readonly string[] Documents =
    [
        "docs/README.md", "docs/lecture.md", "docs/glossary.md", "docs/commands.md", "docs/layers.md", "docs/trace-format.md",
        "docs/testing.md", "docs/faults.md", "docs/determinism.md", "docs/exploration.md", "docs/page.md", "docs/troubleshooting.md",
        "docs/images/page.png", "docs/design/peer.md", "docs/design/codec.md", "docs/design/transport.md",
    ];

    /// <summary>Files of the root.</summary>
    private static readonly string[] Root =
    [
        "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", ".editorconfig", ".gitattributes",
        ".gitignore", "LICENSE", "assignments.md", "Course.sln", "README.md",
    ];

    /// <summary>The folders, from the root, that can hold given files.</summary>
    public static IEnumerable<string> Places => [.. Folders, "docs", "Tests"];

    /// <summary>The files of the root that are given.</summary>
    public static IEnumerable<string> RootFiles => Root;

    /// <summary>Whether a handout with tests of some labs holds a file.</summary>
    /// <param name="path">From the root, with forward slashes.</param>
    /// <param name="labs">The labs that are asked for.</param>
    public static bool Holds(string path, IReadOnlyList<int> labs)
    {
        if (Root.Contains(path) || Documents.Contains(path)) return true;
        if (!Sources.Contains(Path.GetExtension(path)) || Without.Any(folder => IsIn(path, folder))) return false;
        if (LabOfCatalogue(path) is { } lab) return lab <= labs.DefaultIfEmpty(0).Max();
        return Folders.Any(folder => IsIn(path, folder)) || IsIn(path, "Tests/Lab0")
            || labs.Any(number => IsIn(path, $"Tests/Lab{number}"));
    }

    /// <summary>Whether projects of given tests may share a file: it comes along if one of them names its folder.</summary>
    public static bool IsSharedByTests(string path) => IsIn(path, "Tests/Shared") && Sources.Contains(Path.GetExtension(path));

    private static int? LabOfCatalogue(string path) =>
        path.StartsWith("Assignments/Labs/lab", StringComparison.Ordinal) && path.Length > 20 && char.IsAsciiDigit(path[20])
            ? path[20] - '0'
            : null;

    private static bool IsIn(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
