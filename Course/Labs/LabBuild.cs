using System.Text.RegularExpressions;

namespace Course.Commands.Labs;

/// <summary>Builds the tests of one lab, and what they stand on, and nothing else.</summary>
internal static partial class LabBuild
{
    private const int ErrorsTold = 20;

    /// <returns>The compiler's errors, one line each; empty if it is built.</returns>
    /// <exception cref="CommandException">There is no SDK, or it was interrupted.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(CourseTree tree, string project, CancellationToken interrupt)
    {
        List<string> arguments = ["build", project, "--nologo", "-v", "q", "-p:RunAnalyzers=false"];
        // A restore that has nothing to do leaves no mark, and takes longer than all the rest.
        var mark = Path.Combine(tree.Memory, $"{Path.GetFileNameWithoutExtension(project)}.restored");
        var isRestored = IsRestored(tree.Root, project, File.GetLastWriteTimeUtc(mark));
        if (isRestored) arguments.Add("--no-restore");
        using var process = DotnetProcess.Start(arguments, tree.Root);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(interrupt);
            var text = await process.StandardOutput.ReadToEndAsync(interrupt) + await errors;
            await process.WaitForExitAsync(interrupt);
            if (process.ExitCode != 0) return Errors(tree, text);
            if (!isRestored) MemoryFile.Write(mark, "");
            return [];
        }
        catch (OperationCanceledException)
        {
            throw new CommandException("interrupted.", ExitCode.Failed);
        }
        finally
        {
            DotnetProcess.End(process);
        }
    }

    /// <summary>"file:line: message", from the root, each once; what the build said last if it has no such lines.</summary>
    internal static IReadOnlyList<string> Errors(CourseTree tree, string text)
    {
        if (text.Contains("No .NET SDKs were found", StringComparison.Ordinal)
            || text.Contains("compatible .NET SDK was not found", StringComparison.Ordinal))
            throw new CommandException($"the .NET SDK that global.json asks for is not there. {DotnetProcess.WhereToGetIt}");
        List<string> told = [.. ErrorLine().Matches(text).Select(match => Tell(tree, match)).Distinct()];
        if (told.Count == 0)
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(5)];
        return told.Count <= ErrorsTold ? told : [.. told.Take(ErrorsTold), $"… and {told.Count - ErrorsTold} more"];
    }

    private static string Tell(CourseTree tree, Match match)
    {
        var message = $"{match.Groups["message"].Value.Trim()} ({match.Groups["code"].Value})";
        var file = match.Groups["file"].Value.Trim();
        return match.Groups["line"] is { Success: true } line
            ? $"{tree.Relative(Path.Combine(tree.Root, file))}:{line.Value}: {message}"
            : message;
    }

    /// <summary>
    /// Whether packages are in place: for the project and all that it refers to, what a restore left, or the mark of one that had
    /// nothing to do, is newer than what it reads.
    /// </summary>
    internal static bool IsRestored(string root, string project, DateTime mark)
    {
        string[] shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "NuGet.config"];
        var newest = shared.Max(name => File.GetLastWriteTimeUtc(Path.Combine(root, name)));
        var seen = new HashSet<string>();
        var open = new Stack<string>([Path.GetFullPath(project)]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            var restored = new FileInfo(Path.Combine(Path.GetDirectoryName(next)!, "obj", "project.assets.json"));
            if (!File.Exists(next) || !restored.Exists) return false;
            var at = restored.LastWriteTimeUtc > mark ? restored.LastWriteTimeUtc : mark;
            if (at < newest || at < File.GetLastWriteTimeUtc(next)) return false;
            foreach (Match reference in Reference().Matches(File.ReadAllText(next)))
            {
                var path = reference.Groups["path"].Value.Replace('\\', '/');
                open.Push(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(next)!, path)));
            }
        }

        return true;
    }

    [GeneratedRegex(
        @"^\s*((?<file>[^\r\n]+?)\((?<line>\d+),\d+(,\d+,\d+)?\)|[^\r\n]*?) ?: error (?<code>\w+): "
        + @"(?<message>[^\r\n]*?)( \[[^\]\r\n]*\])?\r?$",
        RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex("<ProjectReference\\s+Include=\"(?<path>[^\"]+)\"")]
    private static partial Regex Reference();
}
