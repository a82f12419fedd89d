using System.Diagnostics;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>How a child process is kept from harming others. Any thread.</summary>
internal abstract class Sandbox
{
    /// <summary>What it is and what it does not limit, in one line for the report.</summary>
    public abstract string Words { get; }

    /// <summary>What starts a child; its standard streams are the parent's to read and write.</summary>
    /// <param name="folder">What the child runs from.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="arguments">The arguments of dotnet.</param>
    public abstract ProcessStartInfo Start(RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments);

    /// <summary>Ends a child and everything that it started.</summary>
    public virtual void End(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }

    /// <summary>The program that runs .NET assemblies: the one that runs this process, if it is one.</summary>
    protected static string Dotnet { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Path.Combine(
                Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..")),
                OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>A start with streams redirected and an environment of its own.</summary>
    protected static ProcessStartInfo Bare(string file, IEnumerable<string> arguments, RunFolder folder, ChildLimits limits)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder.Scratch,
        };
        var system = start.Environment.TryGetValue("SystemRoot", out var root) ? root : null;
        start.Environment.Clear();
        if (system is not null) start.Environment["SystemRoot"] = system;
        foreach (var name in (string[])["HOME", "TMPDIR", "TMP", "TEMP"]) start.Environment[name] = folder.Scratch;
        start.Environment["PATH"] = OperatingSystem.IsWindows() ? "" : "/usr/bin:/bin";
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Heap.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return start;
    }
}
