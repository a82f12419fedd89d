namespace Course.Tests.House.Reading;

/// <summary>The checked-out tree that the house tests read: everything but what builds, tools and runs leave behind.</summary>
internal static class Repository
{
    private static readonly string[] LeftBehind =
    [
        "bin", "obj", ".git", ".vs", ".idea", ".vscode", "node_modules", "TestResults", "runs", "artifacts", "BenchmarkDotNet.Artifacts",
        "StrykerOutput",
    ];

    private static readonly string[] TextEndings =
    [
        ".cs", ".csproj", ".props", ".targets", ".md", ".txt", ".json", ".yml", ".sln", ".editorconfig", ".gitattributes", ".gitignore",
        ".html", ".css", ".js",
    ];

    /// <summary>The folder that holds Course.sln, found by walking up from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    /// <summary>The files that hold text written by hand.</summary>
    public static IEnumerable<string> TextFiles =>
        Files.Where(file => file.StartsWith(".ci/", StringComparison.Ordinal) || TextEndings.Contains(Path.GetExtension(file)));

    /// <summary>The files with an ending, such as ".cs".</summary>
    public static IEnumerable<string> FilesEnding(string ending) => Files.Where(file => file.EndsWith(ending, StringComparison.Ordinal));

    public static string FullPath(string file) => Path.Combine(Root, file.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string file) => File.ReadAllText(FullPath(file));

    public static bool Exists(string fileOrFolder) => Path.Exists(FullPath(fileOrFolder));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds Course.sln: run the house tests from a build inside the repository.");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/');
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => !LeftBehind.Contains(Path.GetFileName(inner))))
        {
            foreach (var file in Walk(inner)) yield return file;
        }
    }
}
