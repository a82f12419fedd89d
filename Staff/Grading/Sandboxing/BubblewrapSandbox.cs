using System.Diagnostics;
using System.Globalization;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>
/// A child in bubblewrap: it sees the system's programs, .NET and its own folder, nothing else of the disk, and no network.
/// </summary>
internal sealed class BubblewrapSandbox : Sandbox
{
    /// <summary>Where the program lies.</summary>
    public const string Program = "/usr/bin/bwrap";

    /// <inheritdoc/>
    public override string Words =>
        "Sandbox: bubblewrap; no network, no other process and no other file to be seen, scratch folder in memory; "
        + "time, memory, processes, output and disk are limited.";

    /// <inheritdoc/>
    public override ProcessStartInfo Start(RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments)
    {
        var dotnet = Path.GetDirectoryName(new FileInfo(Dotnet).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Dotnet)!;
        return Bare(
            Program,
            [
                "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
                "--ro-bind", "/usr", "/usr", "--ro-bind-try", "/lib", "/lib", "--ro-bind-try", "/lib64", "/lib64",
                "--ro-bind-try", "/bin", "/bin", "--ro-bind", dotnet, dotnet, "--proc", "/proc", "--dev", "/dev",
                "--ro-bind", folder.Path, folder.Path,
                "--size", limits.File.ToString(CultureInfo.InvariantCulture), "--tmpfs", folder.Scratch, "--chdir", folder.Scratch,
                .. Limits.Command(limits), Path.Combine(dotnet, "dotnet"), .. arguments,
            ],
            folder,
            limits);
    }
}
