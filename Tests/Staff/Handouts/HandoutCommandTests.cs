using Course.Staffing;
using Course.Staffing.Handouts;

namespace Course.Tests.Staff.Handouts;

internal sealed class HandoutCommandTests
{
    private readonly MiniReference _mini = new();

    [Test]
    public async Task Handout_OfTheMiniReference_IsProvedAndWritten()
    {
        var (folder, output) = await RunAsync("1-2", "2");
        using var gone = folder;

        var lines = output.Split('\n');
        Assert.That(
            lines.Where(line => line.StartsWith("holds", StringComparison.Ordinal))
                .Select(line => line[7..line.IndexOf(':', StringComparison.Ordinal)]),
            Is.EqualTo(new[] { "no leak in texts", "builds", "no leak in outputs", "stub 0 %", "reference builds", "reference 100 %" }));
        Assert.That(output, Does.Contain("builds: 5 projects, 0 warnings").And.Contain("stub 0 %: 3 graded tests: 2 Passed, 1 NotStarted"));
        Assert.That(output, Does.Contain("reference 100 %: 3 graded tests: 3 Passed"));
        var manifest = HandoutManifest.Read(folder.At("out"));
        Assert.That(lines, Has.One.EqualTo($"version {manifest.Version}"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "mini", "out" }));
    }

    [Test]
    public async Task Handout_WithATestThatIsNotNotStarted_IsNotGiven()
    {
        // The stub of lab 2 returns a wrong number instead of saying that it is one.
        var (folder, output) = await RunAsync("1-2", null);
        using var gone = folder;

        Assert.That(output, Does.Contain("FAILS  stub 0 %: 3 graded tests: 1 Passed, 1 Failed, 1 NotStarted"));
        Assert.That(output, Does.Contain("       A2.1 Course.Tests.Lab2.Lab2Tests.Code_OfThePart_IsRight: Failed"));
        AssertNothingIsLeft(folder, output, "stub 0 %");
    }

    [Test]
    public async Task Handout_WithASolutionInADocument_IsNotGiven()
    {
        _mini.Files["docs/glossary.md"] += "```csharp\nvar nextTotal = 0;\n```\n";
        var (folder, output) = await RunAsync("1", null);
        using var gone = folder;

        Assert.That(output, Does.Contain("       docs/glossary.md:5 names nextTotal, which is declared only in the solution of A1.1"));
        AssertNothingIsLeft(folder, output, "no leak in texts");
    }

    [Test]
    public async Task Handout_ThatDoesNotBuild_IsNotGiven()
    {
        _mini.Files["Relayer/Given.cs"] = "namespace Course.Relaying;\n\npublic sealed class Given : Missing;\n";
        var (folder, output) = await RunAsync("1", null);
        using var gone = folder;

        Assert.That(output, Does.Contain("/Relayer/Given.cs(3,29): error CS0246"));
        AssertNothingIsLeft(folder, output, "builds");
    }

    [Test]
    public async Task Handout_WithoutProof_IsWrittenAndSaysSo()
    {
        var (folder, output) = await RunAsync("1", null, isProved: false);
        using var gone = folder;

        Assert.That(output, Does.Contain("solutions of no lab, not proved").And.Not.Contain("holds"));
        var manifest = HandoutManifest.Read(folder.At("out"));
        foreach (var given in manifest.Given)
        {
            Assert.That(HandoutTree.Hash(File.ReadAllBytes(folder.At("out/" + given.Path))), Is.EqualTo(given.Sha256), given.Path);
        }
    }

    [Test]
    public async Task Handout_ToAFolderThatIsNotEmpty_IsRefusedAndTheFolderStays()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("mine.txt"), "mine");

        Assert.That(
            () => HandoutCommand.RunAsync(folder.Path, "1", null, isProved: false, MiniReference.RepositoryRoot, TextWriter.Null),
            Throws.TypeOf<StaffException>()
                .With.Message.EqualTo($"--out {folder.Path} is not empty. Name a new folder, or empty this one."));
        Assert.That(await File.ReadAllTextAsync(folder.At("mine.txt")), Is.EqualTo("mine"));
    }

    [Test]
    public void Handout_OfAFolderThatIsNoReference_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => HandoutCommand.RunAsync(folder.At("out"), "1", null, isProved: false, folder.Path, TextWriter.Null),
            Throws.TypeOf<StaffException>().With.Message.StartsWith($"'{folder.Path}' is not a reference"));
    }

    private static void AssertNothingIsLeft(TemporaryFolder folder, string output, string proof)
    {
        Assert.That(output, Does.Contain($"staff: the handout is not given, because the proof '{proof}' fails: "));
        Assert.That(Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "mini" }));
    }

    private async Task<(TemporaryFolder Folder, string Output)> RunAsync(string labs, string? solved, bool isProved = true)
    {
        var folder = new TemporaryFolder();
        _mini.WriteTo(folder.At("mini"));
        using var output = new StringWriter { NewLine = "\n" };
        try
        {
            await HandoutCommand.RunAsync(folder.At("out"), labs, solved, isProved, folder.At("mini"), output);
        }
        catch (StaffException e)
        {
            output.WriteLine($"staff: {e.Message}");
        }

        return (folder, output.ToString());
    }
}
