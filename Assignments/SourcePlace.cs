namespace Course.Assignments;

/// <summary>A place in the sources as students read it: the path from the root of the tree, with slashes, and the line.</summary>
internal static class SourcePlace
{
    public static string Of(string file, string line) => $"{FromRoot(file)}:{line}";

    private static string FromRoot(string file)
    {
        var folder = Path.GetDirectoryName(file);
        while (!string.IsNullOrEmpty(folder) && !File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder);
        return (string.IsNullOrEmpty(folder) ? file : Path.GetRelativePath(folder, file)).Replace('\\', '/');
    }
}
