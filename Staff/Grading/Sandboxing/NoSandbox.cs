using System.Diagnostics;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>A child under the user who grades: time, managed memory and output are limited, nothing else.</summary>
internal sealed class NoSandbox : Sandbox
{
    /// <inheritdoc/>
    public override string Words =>
        "Sandbox: none. Time, managed memory and output are limited; "
        + "files, network and processes are kept only by the list of allowed API.";

    /// <inheritdoc/>
    public override ProcessStartInfo Start(RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments) =>
        Bare(Dotnet, arguments, folder, limits);
}
