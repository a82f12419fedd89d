using System.IO.Compression;

namespace Course.Staffing.Grading.Submissions;

/// <summary>
/// The files of a folder or a zip. Nothing is unpacked; links are not followed; paths that leave the tree do not count; there are bounds
/// on how many files there may be. Whatever was left out is said in words.
/// </summary>
internal sealed class SubmittedTree : IDisposable
{
    /// <summary>The most files of a submission, folders of build output aside.</summary>
    public const int MostFiles = 20_000;

    private const int Deepest = 32;
    private const int LinkMode = 0xA000;
    private const int KindMask = 0xF000;

    private static readonly string[] Skipped = ["bin", "obj", ".git", ".vs", ".idea", "node_modules", "__MACOSX"];

    private readonly ZipArchive? _zip;
    private readonly Dictionary<string, SubmittedFile> _files = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    private SubmittedTree(ZipArchive? zip) => _zip = zip;

    /// <summary>By path.</summary>
    public IReadOnlyDictionary<string, SubmittedFile> Files => _files;

    /// <summary>What was left out, in words.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Opens a folder or a zip.</summary>
    /// <exception cref="StaffException">It cannot be read.</exception>
    public static SubmittedTree Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? OfFolder(path) : OfZip(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StaffException($"{Path.GetFileName(path)} cannot be read: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip?.Dispose();

    private static SubmittedTree OfFolder(string path)
    {
        var tree = new SubmittedTree(null);
        var root = new DirectoryInfo(path);
        var open = new Stack<(DirectoryInfo Folder, string Path, int Depth)>([(root, "", 0)]);
        while (open.TryPop(out var next))
        {
            foreach (var entry in next.Folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                var name = next.Path + entry.Name;
                if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) tree.Leave(name, "it is a link");
                else if (entry is FileInfo file) tree.Add(name, file.Length, file.OpenRead);
                else if (next.Depth >= Deepest) tree.Leave(name, $"it lies deeper than {Deepest} folders");
                else if (!Skipped.Contains(entry.Name)) open.Push(((DirectoryInfo)entry, name + "/", next.Depth + 1));
            }
        }

        return tree;
    }

    private static SubmittedTree OfZip(string path)
    {
        var zip = ZipFile.OpenRead(path);
        var tree = new SubmittedTree(zip);
        if (zip.Entries.Count > MostFiles * 5)
        {
            tree._notes.Add($"The zip has {zip.Entries.Count} entries, more than {MostFiles * 5}: nothing of it was read.");
            return tree;
        }

        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\')))
        {
            var name = entry.FullName.Replace('\\', '/');
            while (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
            if (name.Split('/').Any(part => Skipped.Contains(part))) continue;
            if (((entry.ExternalAttributes >> 16) & KindMask) == LinkMode) tree.Leave(name, "it is a link");
            else if (!IsInside(name)) tree.Leave(name, "its path leaves the submission");
            else if (tree._files.ContainsKey(name)) tree.Leave(name, "the zip holds it twice, and the first counts");
            else tree.Add(name, entry.Length, entry.Open);
        }

        return tree;
    }

    private static bool IsInside(string name) =>
        name.Length > 0 && name.IndexOfAny([':', '\0']) < 0 && name.Split('/').All(part => part is not ("" or "." or ".."));

    private void Add(string name, long size, Func<Stream> open)
    {
        if (_files.Count < MostFiles) _files[name] = new SubmittedFile(name, size, open);
        else if (_files.Count == MostFiles && !_notes.Contains(TooMany)) _notes.Add(TooMany);
    }

    private static string TooMany => $"The submission has more than {MostFiles} files: the rest was not looked at.";

    private void Leave(string name, string why)
    {
        if (_notes.Count < 20) _notes.Add($"{Printable(name)} was ignored: {why}.");
    }

    private static string Printable(string name)
    {
        var clean = new string([.. name.Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return clean.Length > 200 ? clean[..200] + "…" : clean;
    }
}
