using System.Text.RegularExpressions;
using Course.Assignments.Results;
using Course.Staffing.Reports;

namespace Course.Staffing.Packs;

/// <summary>
/// The input of JPlag: a folder for each submission with its marked files alone, whole, as a parser needs them; and beside them the same
/// files of the handout as base code, so that what everybody was given counts for nothing.
/// </summary>
internal static partial class JplagPack
{
    /// <summary>The folder of submissions inside the output.</summary>
    public const string Submissions = "submissions";

    /// <summary>The folder of base code inside the output.</summary>
    public const string Base = "base";

    private const int LargestFile = 1 << 20;
    private static readonly string[] NoSources = ["bin", "obj", ".git"];

    /// <summary>What was written, in words: one line for each submission that is empty or not whole, and the sum.</summary>
    /// <param name="submissions">A folder of folders, one for each submission.</param>
    /// <param name="handout">The tree that the students were given.</param>
    /// <param name="folder">New or empty.</param>
    /// <exception cref="StaffException">A folder is missing, has nothing to give, or is not empty.</exception>
    public static IReadOnlyList<string> Write(string submissions, string handout, string folder)
    {
        if (!Directory.Exists(submissions)) throw new StaffException($"--submissions {submissions} does not exist.");
        if (!Directory.Exists(handout)) throw new StaffException($"--handout {handout} does not exist.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new StaffException($"--out {folder} is not empty: JPlag would take what is there for submissions. Name another.");
        }

        var marked = MarkedFiles(handout);
        if (marked.Count == 0)
            throw new StaffException($"--handout {handout} has no file with a region such as // <A5.2>: name a handout.");
        foreach (var path in marked) Copy(handout, path, Path.Combine(folder, Base, path));
        var lines = new List<string>();
        var students = Directory.GetDirectories(submissions).Order(StringComparer.Ordinal).ToList();
        foreach (var student in students)
        {
            var name = Path.GetFileName(student);
            var root = RootOf(student, marked);
            var copied = marked.Count(path =>
                Copy(root, path, Path.Combine(folder, Submissions, StudentReport.FolderOf(name), path)));
            if (copied < marked.Count) lines.Add($"{SafeText.OneLine(name, 100)}: {copied} of {marked.Count} marked files");
        }

        lines.Add($"{folder}: {students.Count} submissions, {marked.Count} marked files");
        return lines;
    }

    /// <summary>The tree inside a submission: the folder, or the one folder in it that holds marked files, as zips often have it.</summary>
    private static string RootOf(string folder, IReadOnlyList<string> marked)
    {
        bool Holds(string root) => marked.Any(path => File.Exists(Path.Combine(root, path)));
        for (var depth = 0; depth < 3 && !Holds(folder); depth++)
        {
            if (Directory.GetDirectories(folder) is not [var only]) return folder;
            folder = only;
        }

        return folder;
    }

    private static List<string> MarkedFiles(string root) =>
    [
        .. SourcesIn(root).Where(file => Marker().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs").Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !NoSources.Contains(Path.GetFileName(inner))).SelectMany(SourcesIn));

    /// <summary>Whether there was a file to copy; one that is a link or below one, or larger than 1 MiB, is none.</summary>
    private static bool Copy(string root, string path, string to)
    {
        var from = Path.Combine(root, path);
        var file = new FileInfo(from);
        if (!file.Exists || file.LinkTarget is not null || file.Length > LargestFile) return false;
        // A link to a folder would show what lies elsewhere on this machine.
        var top = Path.GetFullPath(root).Length;
        for (var folder = file.Directory; folder is not null && folder.FullName.Length > top; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null) return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        return true;
    }

    [GeneratedRegex(@"^\s*// <A\d\.\d+( file)?>", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
