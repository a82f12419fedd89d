using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Course.Commands.Labs;

/// <summary>Starts 'dotnet' as a child that nobody types to.</summary>
internal static class DotnetProcess
{
    public const string WhereToGetIt =
        "Install the .NET SDK 10 from https://dotnet.microsoft.com/download, open a new terminal, and try again.";

    /// <exception cref="CommandException">There is no dotnet.</exception>
    public static Process Start(IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The compiler's errors are read here, so that they have to be in one language.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Set by 'dotnet run' for its own build; the child finds its own.
        foreach (var name in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath" }) start.Environment.Remove(name);
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception)
        {
            throw new CommandException($"'dotnet' is not found. {WhereToGetIt}");
        }
    }

    /// <summary>Ends a child and whatever it started.</summary>
    public static void End(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself just now.
        }
    }
}
