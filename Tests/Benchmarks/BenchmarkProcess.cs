using System.Diagnostics;

namespace Course.Tests.Benchmarks;

/// <summary>The benchmarks as a process, with real children.</summary>
internal static class BenchmarkProcess
{
    // Not to end in time is a hang; no figure depends on it.
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    /// <summary>Starts a command line.</summary>
    /// <param name="arguments">With blanks between them.</param>
    /// <param name="temporaryFolder">Where it and its children put temporary files; null for the usual place.</param>
    public static Process Start(string arguments, string? temporaryFolder = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "benchmarks.dll"));
        foreach (var argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)) start.ArgumentList.Add(argument);
        start.WorkingDirectory = TestContext.CurrentContext.WorkDirectory;
        if (temporaryFolder is not null) start.Environment["TMPDIR"] = temporaryFolder;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string arguments, string? temporaryFolder = null)
    {
        using var process = Start(arguments, temporaryFolder);
        return await EndAsync(process, $"benchmarks {arguments}");
    }

    /// <summary>Waits for the end of a process whose streams are redirected.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> EndAsync(Process process, string name)
    {
        using var guard = new CancellationTokenSource(Guard);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(guard.Token), process.StandardError.ReadToEndAsync(guard.Token));
            await process.WaitForExitAsync(guard.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new AssertionException($"Hang: '{name}' did not end within {Guard.TotalMinutes} minutes.");
        }
    }
}
