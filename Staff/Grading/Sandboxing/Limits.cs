using System.Globalization;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>Limits of the operating system, by prlimit of util-linux.</summary>
internal static class Limits
{
    /// <summary>The program.</summary>
    public const string Program = "/usr/bin/prlimit";

    /// <summary>What stands before a command so that it and all that it starts keep the limits.</summary>
    public static IReadOnlyList<string> Command(ChildLimits limits)
    {
        string Of(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"--{name}={value}");
        return
        [
            Program, Of("nproc", limits.Processes), Of("fsize", limits.File), Of("data", limits.Data), Of("nofile", 256), Of("core", 0),
            Of("cpu", (long)Math.Ceiling(limits.Whole.TotalSeconds * 2)),
        ];
    }
}
