using System.Text;

namespace Course.Staffing.Handouts;

/// <summary>The files of the reference that a handout can be made of, in memory: path from the root → content. Constant; any
/// thread.</summary>
internal sealed class ReferenceFiles(string root, IReadOnlyDictionary<string, byte[]> files)
{
    /// <summary>Where it was read; a full path.</summary>
    public string Root { get; } = root;

    /// <summary>By path, with forward slashes, in ordinal order.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; } = files;

    /// <summary>Reads the tree of a root; without one, of the nearest folder upward that is one.</summary>
    /// <exception cref="StaffException">There is no reference there.</exception>
    public static ReferenceFiles Open(string? root)
    {
        if (root is not null && !IsRoot(root))
        {
            throw new StaffException($"'{root}' is not a reference: it needs Course.sln and the folder Staff. Name its root by --root.");
        }

        var found = Path.GetFullPath(root ?? Upward());
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in HandoutContents.RootFiles.Where(name => File.Exists(Path.Combine(found, name))))
        {
            files.Add(name, File.ReadAllBytes(Path.Combine(found, name)));
        }

        foreach (var place in HandoutContents.Places.Where(place => Directory.Exists(Path.Combine(found, place))))
        {
            Read(new DirectoryInfo(Path.Combine(found, place)), place, files);
        }

        return new ReferenceFiles(found, files);
    }

    /// <summary>The text of a file, with LF.</summary>
    public static string TextOf(byte[] content) => Encoding.UTF8.GetString(content).ReplaceLineEndings("\n");

    /// <summary>Whether a file is text: it has no zero byte.</summary>
    public static bool IsText(byte[] content) => !content.AsSpan().Contains((byte)0);

    private static void Read(DirectoryInfo folder, string path, SortedDictionary<string, byte[]> files)
    {
        foreach (var file in folder.EnumerateFiles()) files.Add($"{path}/{file.Name}", File.ReadAllBytes(file.FullName));
        foreach (var inner in folder.EnumerateDirectories())
        {
            if (inner.Name is "bin" or "obj" or "TestResults" || inner.Name.StartsWith('.')) continue;
            Read(inner, $"{path}/{inner.Name}", files);
        }
    }

    private static bool IsRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Course.sln")) && Directory.Exists(Path.Combine(folder, "Staff"));

    private static string Upward()
    {
        for (var folder = Directory.GetCurrentDirectory(); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (IsRoot(folder)) return folder;
        }

        throw new StaffException(
            "there is no reference at or above the current folder: one has Course.sln and the folder Staff. Name its root by --root.");
    }
}
