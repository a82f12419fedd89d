using System.Text.Json.Nodes;

namespace Course.Tests.Processes;

/// <summary><c>course demo</c>: real processes, real kills, verdicts from their traces.</summary>
public class DemoCommandTests
{
    [TestCase("distributed")]
    [TestCase("replicated")]
    public async Task Demo_RelayerKilledTwice_EveryPropertyHolds(string buffering)
    {
        using var folder = new TemporaryFolder();
        await Demo(0, folder, "--messages", "200", "--kills", "2", "--buffering", buffering);

        var summary = SummaryOf(folder);
        Assert.That(summary["killed"]!.AsArray().Select(name => (string?)name), Is.EqualTo(new[] { "ann", "ben" }), "the relayers in turn");
        Assert.That((string?)summary["verdicts"]!["agreement"], Is.EqualTo("holds"));
    }

    [TestCase("1:0", "distributed")]
    [TestCase("20:1", "distributed")]
    [TestCase("20:2", "replicated")]
    [TestCase("1:3", "replicated")]
    public async Task Demo_KillInsideMulticast_IsCompletedByTheSurvivors(string killAt, string buffering)
    {
        using var folder = new TemporaryFolder();
        await Demo(0, folder, "--messages", "100", "--kill-at", killAt, "--buffering", buffering);

        // How many receive what had left is a race that the kill decides: who hears of the death from another peer first drops what lies
        // in its own socket. Whatever was cut must be complete in the end.
        var witness = SummaryOf(folder)["witness"]!;
        Assert.That(
            witness["partialMulticasts"]!.AsArray().Select(cut => (bool)cut!["isCompleted"]!), Is.All.True, witness.ToString());
        Assert.That((int)witness["sentReports"]!, Is.GreaterThanOrEqualTo(2), witness.ToString());
        Assert.That((int)witness["sentFinishes"]!, Is.GreaterThanOrEqualTo(2), witness.ToString());
    }

    [Test]
    public async Task Demo_ClientKilled_EveryPropertyHolds()
    {
        using var folder = new TemporaryFolder();
        await Demo(0, folder, "--messages", "100", "--kill", "client");

        Assert.That((string?)SummaryOf(folder)["killed"]![0], Is.Not.EqualTo("ann"), "the relayer goes on");
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "SIGSTOP and SIGCONT are Unix signals")]
    public async Task Demo_RelayerHangsAndWakes_IsExcludedAndEverythingHolds()
    {
        using var folder = new TemporaryFolder();
        await Demo(0, folder, "--messages", "60", "--stop");

        var summary = SummaryOf(folder);
        Assert.That((string?)summary["stopped"]![0], Is.EqualTo("ann"));
        Assert.That((string?)summary["witness"]!["excluded"]![0], Is.EqualTo("ann"));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "the hang is made with SIGSTOP, a Unix signal")]
    public async Task Demo_NobodyNoticesAHang_GuardSaysWhoWaitsAndKeepsTheTraces()
    {
        using var folder = new TemporaryFolder();
        var demo = await Demo(4, folder, "--peers", "2", "--messages", "20", "--stop", "--silence-bound", "3600", "--guard", "10");

        Assert.That(demo, Has.Some.StartsWith("Verdict: hang: after 10 s the run still waited for"));
        Assert.That(Directory.GetFiles(folder.File("out"), "*.jsonl"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Demo_InputFile_IsSharedOutLineByLine()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder.File("text.txt"), Enumerable.Range(1, 12).Select(i => $"Zeile {i}: äöü"));
        var demo = await Demo(0, folder, "--peers", "3", "--kill", "none", "--input", folder.File("text.txt"));

        Assert.That(demo, Has.Some.Contains("ann").And.Some.Contains("12"), "each peer delivered all 12");
        Assert.That((int)SummaryOf(folder)["options"]!["messages"]!, Is.EqualTo(12));
    }

    [Test]
    public async Task Demo_Repeat_PrintsOneTableAndNeedsEveryRunToHold()
    {
        using var folder = new TemporaryFolder();
        var demo = await Demo(0, folder, "--peers", "2", "--messages", "20", "--kill", "none", "--repeat", "2");

        Assert.That(demo, Has.Some.EqualTo("Verdict: holds: every required property holds in all 2 runs"));
        Assert.That(Directory.GetDirectories(folder.File("out")), Has.Length.EqualTo(2));
    }

    [TestCase("--peers takes a whole number from 2 to 64, not '1'", "--peers", "1")]
    [TestCase("leaves nobody of 4 peers", "--kills", "4")]
    [TestCase("J is at most 3", "--kill-at", "5:4")]
    [TestCase("--kill-at takes K:J", "--kill-at", "5")]
    [TestCase("--kill-at takes K:J", "--kill-at", "0:1")]
    [TestCase("so K is at most", "--messages", "100", "--kill-at", "100:1")]
    [TestCase("--kill-at does not go with --kill client", "--kill", "client", "--kill-at", "5:1")]
    [TestCase("--stop does not go with", "--stop", "--kills", "2")]
    [TestCase("too few for 4 peers", "--messages", "5", "--kills", "3")]
    [TestCase("--buffering takes one of distributed, replicated, not 'none'", "--buffering", "none")]
    [TestCase("--input /no/such/file cannot be read", "--input", "/no/such/file")]
    [TestCase("--matrix does not go with", "--matrix", "--kills", "2")]
    public async Task Demo_BadOption_IsOneLineAndExitCodeTwo(string part, params string[] arguments)
    {
        await using var demo = ChildProcess.Course(["demo", .. arguments]);

        Assert.That(await demo.WaitForExit(), Is.EqualTo(2), demo.ToString());
        Assert.That(demo.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(part));
    }

    [Test]
    public async Task Demo_FolderOfSomebodyElse_IsRefusedAndKept()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("thesis.txt"), "mine");
        await using var demo = ChildProcess.Course("demo", "--out", folder.Path);

        Assert.That(await demo.WaitForExit(), Is.EqualTo(2), demo.ToString());
        Assert.That(File.ReadAllText(folder.File("thesis.txt")), Is.EqualTo("mine"));
    }

    private static async Task<IReadOnlyList<string>> Demo(int exitCode, TemporaryFolder folder, params string[] arguments)
    {
        await using var demo = ChildProcess.Course(["demo", "--out", folder.File("out"), .. arguments]);
        Assert.That(await demo.WaitForExit(), Is.EqualTo(exitCode), demo.ToString());
        return demo.Output.Lines;
    }

    private static JsonNode SummaryOf(TemporaryFolder folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder.File("out"), "summary.json")))!;
}
