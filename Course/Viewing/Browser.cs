using System.ComponentModel;
using System.Diagnostics;

namespace Course.Commands.Viewing;

/// <summary>Opens a file as the platform does it.</summary>
internal static class Browser
{
    // A launcher that cannot open anything says so at once; one that works may stay as long as the browser.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <returns>Null if the file was handed to a browser; else why not, in words.</returns>
    public static async Task<string?> OpenAsync(string path)
    {
        try
        {
            using var launcher = Process.Start(StartOf(path));
            if (launcher is null) return null;
            await launcher.WaitForExitAsync().WaitAsync(Patience);
            return launcher.ExitCode == 0 ? null : $"{launcher.StartInfo.FileName} ended with exit code {launcher.ExitCode}";
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return "this system has no browser to open it with";
        }
    }

    /// <summary>On Windows the shell knows what opens a page; elsewhere a program does.</summary>
    private static ProcessStartInfo StartOf(string path) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo(path) { UseShellExecute = true }
        : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
