using System.Text.RegularExpressions;
using Course.Commands.Viewing;

namespace Course.Commands.Labs;

/// <summary>
/// The page of a failure, by 'course replay' in a child: what the student wrote may hang there, too. It plays with the assemblies beside
/// the tests, which may be newer than those beside this program.
/// </summary>
internal static partial class FailurePage
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    /// <returns>The page's path; null if the message has no replay token, or the schedule cannot be followed.</returns>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static async Task<string?> WriteAsync(CourseTree tree, string built, string part, string message, CancellationToken interrupt)
    {
        if (Token().Match(message) is not { Success: true } match) return null;
        var folder = Path.Combine(tree.Memory, "pages", part);
        var (program, temporary) = Program(built);
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        guard.CancelAfter(Guard);
        using var process = DotnetProcess.Start([program, "replay", match.Groups["token"].Value, "--out", folder], tree.Root);
        try
        {
            var reading = Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(guard.Token), process.StandardError.ReadToEndAsync(guard.Token));
            await reading;
            await process.WaitForExitAsync(guard.Token);
            var page = Path.Combine(folder, PageFile.Name);
            return process.ExitCode == ExitCode.Failed && File.Exists(page) ? page : null;
        }
        catch (OperationCanceledException) when (!interrupt.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            DotnetProcess.End(process);
            if (temporary is not null) Delete(temporary);
        }
    }

    /// <summary>This program; a copy with the newer assemblies if there are any.</summary>
    private static (string Program, string? Temporary) Program(string built)
    {
        var own = AppContext.BaseDirectory;
        string[] newer =
        [
            .. Directory.EnumerateFiles(built, "Course.*.dll").Select(Path.GetFileName).OfType<string>()
                .Where(name => File.Exists(Path.Combine(own, name)) && !IsSame(Path.Combine(own, name), Path.Combine(built, name))),
        ];
        if (newer.Length == 0) return (Path.Combine(own, "course.dll"), null);
        var copy = Directory.CreateTempSubdirectory("course-replay-").FullName;
        foreach (var file in Directory.EnumerateFiles(own)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        foreach (var name in newer) File.Copy(Path.Combine(built, name), Path.Combine(copy, name), overwrite: true);
        return (Path.Combine(copy, "course.dll"), copy);
    }

    private static bool IsSame(string one, string other) => File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A child that was just ended may hold its files a moment longer; the system clears its temporary folder.
        }
    }

    [GeneratedRegex(@"^replay: dotnet run --project Course -- replay (?<token>\S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Token();
}
