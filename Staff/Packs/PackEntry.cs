namespace Course.Staffing.Packs;

/// <summary>One file of a pack.</summary>
/// <param name="Name">From the root of the pack, with forward slashes.</param>
/// <param name="Read">Its bytes, when it is written.</param>
/// <param name="IsExecutable">Whether a Unix may start it.</param>
internal sealed record PackEntry(string Name, Func<byte[]> Read, bool IsExecutable = false)
{
    /// <summary>A file of text, with line feeds.</summary>
    public static PackEntry OfText(string name, string text, bool isExecutable = false) =>
        new(name, () => System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), isExecutable);

    /// <summary>All files of a folder and its folders, below a name; those that are left out do not count.</summary>
    public static IEnumerable<PackEntry> OfFolder(string folder, string name, Func<string, bool>? isLeftOut = null) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(found => isLeftOut?.Invoke(found.Path) != true)
            .OrderBy(found => found.Path, StringComparer.Ordinal)
            .Select(found => new PackEntry($"{name}/{found.Path}", () => File.ReadAllBytes(found.File)));
}
