using System.Text.Json.Nodes;

namespace Course.Tests.Processes;

/// <summary><c>course check</c> on the traces of one real run, sound and spoilt.</summary>
public class CheckCommandTests
{
    private readonly TemporaryFolder _run = new();

    [OneTimeSetUp]
    public async Task RunOnce()
    {
        await using var demo = ChildProcess.Course(
            "demo", "--peers", "3", "--messages", "30", "--kill", "none", "--out", _run.File("out"));
        Assert.That(await demo.WaitForExit(), Is.Zero, demo.ToString());
    }

    [OneTimeTearDown]
    public void DropTraces() => _run.Dispose();

    [Test]
    public async Task Check_SoundTraces_Holds()
    {
        await using var check = await Check(0, _run.File("out"));

        Assert.That(check.Output.Lines, Has.Some.StartsWith("Verdict: holds"));
    }

    [Test]
    public async Task Check_WithoutSummary_SaysWhatItAssumed()
    {
        using var folder = Copy();
        File.Delete(folder.File("summary.json"));
        await using var check = await Check(0, folder.Path);

        Assert.That(check.Output.Lines, Has.Some.Contains("no summary.json: assumed"));
    }

    [TestCase("swapped", "total order")]
    [TestCase("doubled", "integrity")]
    [TestCase("dropped", "agreement")]
    [TestCase("invented", "integrity")]
    public async Task Check_OneDeliverySpoilt_NamesThePropertyAndThePeer(string how, string property)
    {
        using var folder = Copy();
        var lines = (await File.ReadAllLinesAsync(folder.File("ben.jsonl"))).ToList();
        var deliveries = Enumerable.Range(0, lines.Count).Where(i => EventOf(lines[i]) == "delivered").ToList();
        Spoil(how, lines, deliveries);
        await File.WriteAllTextAsync(folder.File("ben.jsonl"), string.Join('\n', lines) + "\n");
        await using var check = await Check(1, folder.Path);

        Assert.That(check.Output.Lines, Has.Some.Match($"^{property}: .*ben"), check.ToString());
    }

    [Test]
    public async Task Check_TraceCutOff_IsInconclusive()
    {
        using var folder = Copy();
        var lines = await File.ReadAllLinesAsync(folder.File("ben.jsonl"));
        await File.WriteAllTextAsync(folder.File("ben.jsonl"), string.Join('\n', lines.SkipLast(1)) + "\n");
        await using var check = await Check(5, folder.Path);

        Assert.That(check.Output.Lines, Has.Some.StartsWith("Verdict: inconclusive"));
    }

    [TestCase("/no/such/folder")]
    [TestCase("")]
    public async Task Check_NoTraces_IsOneLineAndExitCodeTwo(string path)
    {
        using var empty = new TemporaryFolder();
        await using var check = await Check(2, path.Length > 0 ? path : empty.Path);

        Assert.That(check.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains("folder"));
    }

    private static void Spoil(string how, List<string> lines, List<int> deliveries)
    {
        var (first, second) = (deliveries[4], deliveries[5]);
        switch (how)
        {
            case "swapped":
                // Two of different senders, or FIFO would be broken as well.
                second = deliveries.First(i => i > first && HostOf(lines[i]) != HostOf(lines[first]));
                (lines[first], lines[second]) = (lines[second], lines[first]);
                break;
            case "doubled":
                lines.Insert(second, lines[first]);
                break;
            case "dropped":
                lines.RemoveAt(deliveries[^1]);
                break;
            default:
                var invented = JsonNode.Parse(lines[deliveries[^1]])!;
                invented["id"] = "ann:999";
                invented["sequence"] = (long)invented["sequence"]! + 1;
                lines.Insert(deliveries[^1] + 1, invented.ToJsonString());
                break;
        }
    }

    private static string EventOf(string line) => (string)JsonNode.Parse(line)!["event"]!;

    private static string HostOf(string line) => ((string)JsonNode.Parse(line)!["id"]!).Split(':')[0];

    private TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(_run.File("out"))) File.Copy(file, folder.File(Path.GetFileName(file)));
        return folder;
    }

    private static async Task<ChildProcess> Check(int exitCode, string path)
    {
        var check = ChildProcess.Course("check", path);
        Assert.That(await check.WaitForExit(), Is.EqualTo(exitCode), check.ToString());
        return check;
    }
}
