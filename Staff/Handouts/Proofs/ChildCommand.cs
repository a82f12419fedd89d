using System.ComponentModel;
using System.Diagnostics;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>Runs <c>dotnet</c> with a bound on its time; what it started ends with it.</summary>
internal static class ChildCommand
{
    // What it wrote is read to the end, unless a process that outlives it holds the stream.
    private static readonly TimeSpan ForTheRest = TimeSpan.FromSeconds(5);

    /// <summary>Runs to the end or to the bound.</summary>
    /// <returns>The exit code, null if the bound ended it, and both streams.</returns>
    public static async Task<(int? ExitCode, string Output, string Errors)> DotnetAsync(
        string folder, TimeSpan bound, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // What an outer build says of itself is not for the inner one.
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var end = new CancellationTokenSource(bound);
        var isInTime = true;
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            isInTime = false;
            process.Kill(entireProcessTree: true);
        }

        return (isInTime ? process.ExitCode : null, await RestAsync(output), await RestAsync(errors));
    }

    private static async Task<string> RestAsync(Task<string> stream)
    {
        try
        {
            return await stream.WaitAsync(ForTheRest);
        }
        catch (TimeoutException)
        {
            return "";
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new StaffException($"{start.FileName} cannot be started: {e.Message} Install the .NET SDK, or put it on the PATH.");
        }
    }

    private static bool IsOfABuild(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && name != "MSBUILDDISABLENODEREUSE";
}
