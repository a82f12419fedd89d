using Course.Staffing.Grading.Compiling;

namespace Course.Staffing.Grading.Running;

/// <summary>
/// The folder that a child runs from: the files of the kit, and compiled assemblies in the place of the kit's, which are not there.
/// The child may read it and nothing else of the grader; it writes to a scratch folder inside, if anything. For shared children one
/// folder has the kit's files, and one for each run the compiled assemblies. Disposing removes it.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private RunFolder(string path)
    {
        Path = path;
        Scratch = System.IO.Path.Combine(path, "scratch");
    }

    /// <summary>Where the assemblies lie.</summary>
    public string Path { get; }

    /// <summary>The child's working and temporary folder.</summary>
    public string Scratch { get; }

    /// <summary>Makes a folder.</summary>
    /// <param name="parent">Where; it has to exist.</param>
    /// <param name="files">What lies in it, as copies: a child that gets at them harms itself alone.</param>
    /// <param name="images">What takes the place of assemblies among them.</param>
    public static RunFolder Make(string parent, IEnumerable<string> files, IReadOnlyDictionary<string, AssemblyImage> images)
    {
        var folder = new RunFolder(Directory.CreateDirectory(System.IO.Path.Combine(parent, Guid.NewGuid().ToString("N"))).FullName);
        Directory.CreateDirectory(folder.Scratch);
        foreach (var file in files.Where(file => !images.ContainsKey(System.IO.Path.GetFileNameWithoutExtension(file))))
        {
            var copy = System.IO.Path.Combine(folder.Path, System.IO.Path.GetFileName(file));
            File.Copy(file, copy);
            // A copy has its original's mode; a kit may keep hidden tests from every user but the grader, and the child is another user.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(copy, Readable);
        }

        foreach (var (name, image) in images)
        {
            File.WriteAllBytes(System.IO.Path.Combine(folder.Path, name + ".dll"), image.Bytes);
            File.WriteAllBytes(System.IO.Path.Combine(folder.Path, name + ".pdb"), image.Symbols);
        }

        return folder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A child that is just ending may hold a file on Windows; whoever made the parent folder removes it at the end.
        }
    }
}
