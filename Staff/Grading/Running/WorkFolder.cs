namespace Course.Staffing.Grading.Running;

/// <summary>
/// A temporary folder of this process. Disposing removes it; a process that was killed cannot, so each new one removes those of processes
/// that are no more. Which these are the operating system tells: it lets go of a file that a process kept open.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string OwnerFile = "owner";
    private readonly FileStream _owner;

    private WorkFolder(string path)
    {
        Path = path;
        _owner = new FileStream(System.IO.Path.Combine(path, OwnerFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Makes one, after those of dead processes are removed.</summary>
    /// <param name="prefix">The beginning of its name: course-grading-.</param>
    public static WorkFolder Make(string prefix)
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), prefix + "*")) RemoveIfDead(left);
        return new WorkFolder(Directory.CreateTempSubdirectory(prefix).FullName);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _owner.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private static void RemoveIfDead(string folder)
    {
        try
        {
            // Without that file it is being made just now, or is none of ours.
            using (new FileStream(System.IO.Path.Combine(folder, OwnerFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody lives in it, or it is another user's.
        }
    }
}
