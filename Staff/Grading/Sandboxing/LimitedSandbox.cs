using System.Diagnostics;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>A child under the user who grades, with the limits that Linux lets any user set.</summary>
internal sealed class LimitedSandbox : Sandbox
{
    /// <inheritdoc/>
    public override string Words =>
        "Sandbox: limits only. Time, memory, output, processes and the size of files are limited; other files and the network are "
        + "kept only by the list of allowed API. Grade as root, or install bubblewrap.";

    /// <inheritdoc/>
    public override ProcessStartInfo Start(RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments)
    {
        // The limit of processes counts all of the user's, so it cannot be used here.
        var command = Limits.Command(limits).Where(part => !part.StartsWith("--nproc", StringComparison.Ordinal)).ToList();
        return Bare(command[0], [.. command[1..], Dotnet, .. arguments], folder, limits);
    }
}
