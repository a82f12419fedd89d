using System.Text.RegularExpressions;

namespace Course.Tests.Processes;

/// <summary>What <c>explore</c> and <c>replay</c> tell, and a run of the command line to its end.</summary>
internal static partial class Stories
{
    /// <summary>The lines of the story: what is broken, then the steps.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> output)
    {
        var first = output.ToList().FindIndex(line => Step().IsMatch(line));
        return first < 0 ? [] : [output[first - 1], .. output.Skip(first).TakeWhile(line => Step().IsMatch(line))];
    }

    /// <summary>The token of the printed command.</summary>
    public static string TokenOf(ChildProcess process)
    {
        const string command = "Replay: course replay ";
        return process.Output.Lines.Single(line => line.StartsWith(command, StringComparison.Ordinal))[command.Length..];
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ChildProcess> Run(int exitCode, params string[] arguments)
    {
        var process = ChildProcess.Course(arguments);
        Assert.That(await process.WaitForExit(), Is.EqualTo(exitCode), process.ToString());
        return process;
    }

    [GeneratedRegex(@"^( *\d+\. |     … )")]
    private static partial Regex Step();
}
