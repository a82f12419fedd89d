using Course.Commands.Viewing;
using Course.Simulation.Checking;

namespace Course.Commands.Demo;

/// <summary>Where the traces of a command go: a folder that was named, or a new temporary one.</summary>
internal sealed class RunFolder
{
    private readonly bool _isTemporary;

    private RunFolder(string root, bool isTemporary) => (Root, _isTemporary) = (root, isTemporary);

    public string Root { get; }

    /// <summary>Makes the folder. One that holds something else than an older run is refused, so that nothing gets lost.</summary>
    /// <param name="named">The folder that was asked for; null for a new temporary one.</param>
    /// <param name="command">Begins the name of a temporary folder.</param>
    /// <exception cref="CommandException">It is not empty, or cannot be made.</exception>
    public static RunFolder Open(string? named, string command = "demo")
    {
        if (named is null) return new RunFolder(Directory.CreateTempSubdirectory($"course-{command}-").FullName, isTemporary: true);
        try
        {
            var root = Path.GetFullPath(named);
            if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any()) Clear(named, root);
            Directory.CreateDirectory(root);
            return new RunFolder(root, isTemporary: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--out {named} cannot be used: {e.Message}");
        }
    }

    /// <summary>A folder of one run among several.</summary>
    public string ForRun(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Drops the traces of a run that held, unless somebody named the folder.</summary>
    public void Finish(DemoResult result)
    {
        if (_isTemporary && result.ExitCode == ExitCode.Holds) Directory.Delete(result.Options.Folder, recursive: true);
    }

    /// <summary>Drops a temporary folder of which every run held.</summary>
    public void DropIfEmpty()
    {
        if (_isTemporary && !Directory.EnumerateFileSystemEntries(Root).Any()) Directory.Delete(Root);
    }

    private static void Clear(string named, string root)
    {
        var summaries = Directory.GetFiles(root, TraceSummary.FileName, SearchOption.AllDirectories);
        var strangers = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is not (".jsonl" or ".log")
                && Path.GetFileName(file) is not (TraceSummary.FileName or PageFile.Name))
            .ToList();
        if (summaries.Length == 0 || strangers.Count > 0)
        {
            throw new CommandException(
                $"--out {named} is not empty and not the folder of an older run"
                + (strangers.Count > 0 ? $" ({Path.GetFileName(strangers[0])})" : "") + ". Name another folder.");
        }

        Directory.Delete(root, recursive: true);
    }
}
