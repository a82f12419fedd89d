namespace Course.Staffing.Grading.Submissions;

/// <summary>Finds the submissions that the command line names.</summary>
internal static class SubmissionPlaces
{
    /// <summary>A zip is a submission; so is a folder with a tree; any other folder holds one submission in each folder and zip.</summary>
    /// <param name="arguments">Folders and zips.</param>
    /// <param name="isTree">Whether a folder itself is a tree of the course.</param>
    /// <returns>Each with the student's name, which is unique, in the order of the names.</returns>
    /// <exception cref="StaffException">One does not exist, or there is none at all.</exception>
    public static IReadOnlyList<(string Student, string Path)> Find(IReadOnlyList<string> arguments, Func<string, bool> isTree)
    {
        var found = new List<(string Student, string Path)>();
        foreach (var argument in arguments.Select(Path.GetFullPath))
        {
            if (File.Exists(argument)) found.Add((NameOf(argument), argument));
            else if (!Directory.Exists(argument))
                throw new StaffException($"{argument} does not exist: name folders or zips of submissions.");
            else if (isTree(argument)) found.Add((NameOf(argument), argument));
            else found.AddRange(Inside(argument).Select(path => (NameOf(path), path)));
        }

        if (found.Count == 0) throw new StaffException("there is no submission: name folders or zips, or a folder that holds them.");
        return [.. Unique(found.DistinctBy(each => each.Path)).OrderBy(each => each.Student, StringComparer.Ordinal)];
    }

    /// <summary>The zip itself, or the only zip that a folder holds.</summary>
    public static string Unwrap(string path)
    {
        if (File.Exists(path)) return path;
        var files = Directory.EnumerateFileSystemEntries(path).Take(2).ToList();
        return files is [var only] && IsZip(only) ? only : path;
    }

    private static IEnumerable<string> Inside(string folder) =>
        Directory.EnumerateDirectories(folder).Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Concat(Directory.EnumerateFiles(folder).Where(IsZip));

    private static IEnumerable<(string Student, string Path)> Unique(IEnumerable<(string Student, string Path)> found)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (student, path) in found)
        {
            var name = student;
            for (var number = 2; !names.Add(name); number++) name = $"{student}-{number}";
            yield return (name, path);
        }
    }

    private static string NameOf(string path) =>
        IsZip(path) ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path.TrimEnd('/', '\\'));

    private static bool IsZip(string path) => string.Equals(Path.GetExtension(path), ".zip", StringComparison.OrdinalIgnoreCase);
}
