using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Course.Commands.Demo;

/// <summary>Stops and continues a process. Linux and macOS only.</summary>
internal static class ProcessSignals
{
    /// <summary>Whether this system has the two signals.</summary>
    public static bool AreSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    // The numbers differ: Linux has SIGCONT 18 and SIGSTOP 19, macOS (as BSD) 19 and 17.
    private static int StopSignal => OperatingSystem.IsMacOS() ? 17 : 19;

    private static int ContinueSignal => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>The process runs no further instruction until <see cref="Continue"/>.</summary>
    public static void Stop(Process process) => Send(process, StopSignal, "SIGSTOP");

    /// <summary>A stopped process goes on where it was.</summary>
    public static void Continue(Process process) => Send(process, ContinueSignal, "SIGCONT");

    private static void Send(Process process, int signal, string name)
    {
        if (Kill(process.Id, signal) == 0) return;
        throw new CommandException(
            $"{name} to process {process.Id} failed: {Marshal.GetLastPInvokeErrorMessage()}. Is it still running?", ExitCode.Failed);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
