using System.Diagnostics;
using System.Globalization;

namespace Course.Benchmarks.Children;

/// <summary>Keeps a child process on one core. Linux has a program for it, Windows a call, macOS nothing.</summary>
internal static class Cores
{
    private const string Program = "taskset";

    /// <summary>Why processes cannot be placed so on this machine, in words; null: they can.</summary>
    public static string? Missing(Placement placement)
    {
        if (placement == Placement.Any) return null;
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return "this system keeps no process on a core";
        if (OperatingSystem.IsLinux() && Programs.Find(Program) is null) return $"{Program} is not on the path: install util-linux";
        return placement == Placement.Own && Allowed.Count < 2 ? "this process may use one core only" : null;
    }

    /// <summary>The core of a process; null: any.</summary>
    /// <param name="placement">One that is not <see cref="Missing"/>.</param>
    /// <param name="index">Of the process in its system; the hub's is 0.</param>
    public static int? Of(Placement placement, int index) => placement switch
    {
        Placement.Own => Allowed[Math.Min(index, 1)],
        Placement.One => Allowed[0],
        _ => null,
    };

    /// <summary>Starts a program that stays on a core from its first instruction on; on Windows from a moment later.</summary>
    public static Process Start(ProcessStartInfo start, int core)
    {
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, core.ToString(CultureInfo.InvariantCulture));
            start.ArgumentList.Insert(0, "-c");
            // It becomes the program, and keeps its process id.
            start.FileName = Programs.Find(Program)!;
        }

        var process = Process.Start(start)!;
        if (OperatingSystem.IsWindows()) process.ProcessorAffinity = (nint)1 << core;
        return process;
    }

    /// <summary>The cores that this process may use, lowest first.</summary>
    private static IReadOnlyList<int> Allowed
    {
        get
        {
            if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return [];
            using var own = Process.GetCurrentProcess();
            var mask = own.ProcessorAffinity;
            return [.. Enumerable.Range(0, nint.Size * 8).Where(core => (mask >> core & 1) == 1)];
        }
    }
}
