using System.Text.RegularExpressions;

namespace Course.Tests.Processes;

/// <summary>docs/commands.md and the help texts: each example runs, each command is there.</summary>
public partial class CommandsDocumentTests
{
    private static readonly string[] Commands = ["peer", "rendezvous", "demo", "check", "explore", "replay", "simulate", "view", "test"];

    /// <summary>In their order in one folder, as a reader does it: later ones use the folders of earlier ones.</summary>
    [Test]
    public async Task Document_EachExample_RunsAndEndsAsItSays()
    {
        using var folder = new TemporaryFolder();
        var examples = Examples();
        Assert.That(examples.Select(example => example.Words[0]).Distinct(), Is.EqualTo(Commands).AsCollection);
        foreach (var (words, exitCode) in examples)
        {
            // It builds: Tests/Assignments runs it in a small course.
            if (words[0] is "test") continue;
            await using var process = ChildProcess.CourseIn(folder.Path, [.. words.Select(OnAFreePort)]);
            if (words[0] is "peer")
            {
                await process.WaitForError("ann joined");
            }
            else if (words[0] is "rendezvous")
            {
                await process.WaitForLines(1, line => line.StartsWith("rendezvous at tcp://", StringComparison.Ordinal));
            }
            else
            {
                Assert.That(await process.WaitForExit(), Is.EqualTo(exitCode), process.ToString());
            }
        }

        Assert.That(File.Exists(Path.Combine(folder.Path, "runs", "uniform", "page.html")));
        Assert.That(File.Exists(Path.Combine(folder.Path, "runs", "first.shiviz")));
    }

    /// <summary>Its form: the numbers change with each change of the reference.</summary>
    [Test]
    public async Task Document_CertificateOfTheExample_HasTheFormThatIsPrinted()
    {
        var certificate = Text().Split('\n').Single(line => line.StartsWith("Verdict: holds (exhausted", StringComparison.Ordinal));
        await using var explore = await Stories.Run(0, "explore", "--peers", "3", "--broadcasts", "3", "--crashes", "1");

        Assert.That(Numbers().Replace(explore.Output.Lines[^1], "N"), Is.EqualTo(Numbers().Replace(certificate, "N")));
    }

    [Test]
    public async Task Help_OfTheProgram_ListsEveryCommand()
    {
        await using var help = await Stories.Run(0, "--help");

        foreach (var command in Commands) Assert.That(help.Output.Lines, Has.Some.Match($"^  {command} "));
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Help_OfACommand_ExplainsItsExitCodesAndOptions(string command)
    {
        await using var help = await Stories.Run(0, command, "--help");

        Assert.That(help.Output.Lines, Has.Some.StartsWith($"  course {command}"));
        Assert.That(help.Output.Lines, Has.Some.Contains("Exit codes: 0 "));
        Assert.That(Text(), Does.Contain($"\n## {command}\n"));
    }

    [Test]
    public async Task Program_WithoutCommand_NamesThemAll()
    {
        await using var process = await Stories.Run(2);

        Assert.That(process.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(string.Join(", ", Commands)));
    }

    private static List<(string[] Words, int ExitCode)> Examples() =>
        [.. Example().Matches(Text()).Select(match => (
            match.Groups["words"].Value.Trim().Split(' '),
            match.Groups["code"] is { Success: true } code ? code.Value[0] - '0' : 0))];

    /// <summary>The page's port may be taken where tests run.</summary>
    private static string OnAFreePort(string word) =>
        word == "9090" ? "0" : word.Replace(":9090", $":{ChildProcess.FreePort()}", StringComparison.Ordinal);

    private static string Text()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "commands.md")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"docs/commands.md is not above {AppContext.BaseDirectory}.");
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "commands.md"));
    }

    [GeneratedRegex("[0-9a-f]{16}|[0-9,]*[0-9]")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^dotnet run --project Course -- (?<words>[^#\n]+)(# exit code (?<code>\d))?$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
