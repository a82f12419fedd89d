namespace Course.Tests.Processes;

/// <summary><c>course simulate</c>: seeded runs, their verdicts, digests and folders.</summary>
public class SimulateCommandTests
{
    private const string Faults = "at 20ms crash relayer\ncrash p2 after-sends 2 of relay 40\n";

    [Test]
    public async Task Simulate_TwoCrashes_HoldsAndCheckJudgesTheSame()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("two.faults"), Faults);
        await using var simulate = await Stories.Run(
            0, "simulate", "--peers", "5", "--messages", "200", "--faults", folder.File("two.faults"), "--out", folder.File("out"));

        var lines = simulate.Output.Lines;
        Assert.That(lines, Has.Some.Match("^\\| p1 +\\| killed"));
        Assert.That(lines, Has.Some.StartsWith("synchronization: "));
        Assert.That(lines.Count(line => line.StartsWith("fault: ", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lines, Has.Some.Match("^digest [0-9a-f]{64}$").And.Some.Match("^\\d+m?s of virtual time in [0-9.]+ s, [0-9,]+ steps$"));
        Assert.That(File.Exists(Path.Combine(folder.File("out"), "page.html")));
        await using var check = await Stories.Run(0, "check", folder.File("out"));
        Assert.That(Tables(check), Is.EqualTo(Tables(simulate)), "peers and verdicts");
    }

    [Test]
    public async Task Simulate_SameSeedTwice_GivesOneDigestAndEqualTraces()
    {
        using var folder = new TemporaryFolder();
        string[] scenario = ["simulate", "--peers", "4", "--messages", "100", "--variation", "5ms", "--seed"];
        await using var one = await Stories.Run(0, [.. scenario, "7", "--out", folder.File("one")]);
        await using var two = await Stories.Run(0, [.. scenario, "7", "--out", folder.File("two")]);
        await using var other = await Stories.Run(0, [.. scenario, "8"]);

        Assert.That(DigestOf(two), Is.EqualTo(DigestOf(one)).And.Not.EqualTo(DigestOf(other)));
        foreach (var file in Directory.GetFiles(folder.File("one"), "*.jsonl"))
            Assert.That(File.ReadAllBytes(Path.Combine(folder.File("two"), Path.GetFileName(file))), Is.EqualTo(File.ReadAllBytes(file)));
    }

    [Test]
    public async Task Simulate_SeedsOfWhichSomeFail_NamesEachWithItsCommand()
    {
        using var folder = new TemporaryFolder();
        await using var simulate = await Stories.Run(
            4, "simulate", "--peers", "3", "--messages", "6", "--loss", "0.2", "--seeds", "3", "--out", folder.File("out"));

        var lines = simulate.Output.Lines;
        Assert.That(lines.Count(line => line.StartsWith("seed ", StringComparison.Ordinal)), Is.EqualTo(3));
        const string again = "  Again: course ";
        var command = lines.First(line => line.StartsWith(again, StringComparison.Ordinal))[again.Length..];
        await using var repeated = await Stories.Run(4, command.Split(' '));
        Assert.That(lines, Has.Some.EndsWith(DigestOf(repeated)["digest ".Length..]));
        Assert.That(Directory.GetDirectories(folder.File("out")), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Simulate_FaultThatDidNotHappen_IsVacuous()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("late.faults"), "crash p1 after-sends 2 of relay 40\n");
        await using var simulate = await Stories.Run(
            3, "simulate", "--peers", "3", "--messages", "6", "--faults", folder.File("late.faults"));

        Assert.That(
            simulate.Output.Lines[^1], Does.StartWith("Verdict: vacuous: of the faults of the script (seed 1) some did not happen"));
    }

    [Test]
    public async Task Simulate_BadFaultLine_NamesFileLineAndRule()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("bad.faults"), "at 20ms crash p1\nrain\n");
        await using var simulate = await Stories.Run(2, "simulate", "--faults", folder.File("bad.faults"));

        Assert.That(
            simulate.Errors.Lines,
            Has.Count.EqualTo(1).And.All.Contains("bad.faults:2: 'rain' is no fault: a fault is 'at TIME crash PEER'"));
    }

    [TestCase("--peers takes a whole number from 1 to 256, not '0'", "--peers", "0")]
    [TestCase("--faults /no/such/file cannot be read", "--faults", "/no/such/file")]
    [TestCase("--delay takes a time with its unit, us, ms, s or min, from 0s to 3600s, like 20ms, not '5'", "--delay", "5")]
    [TestCase("--silence-bound takes a time with its unit", "--silence-bound", "1ms")]
    [TestCase("--loss takes a probability from 0 to 1, not '2'", "--loss", "2")]
    [TestCase("--links takes one of fifo, bag, not 'tcp'", "--links", "tcp")]
    [TestCase("--seed 2147483647 and --seeds 2 go beyond", "--seed", "2147483647", "--seeds", "2")]
    public async Task Simulate_BadOption_IsOneLineAndExitCodeTwo(string part, params string[] arguments)
    {
        await using var simulate = await Stories.Run(2, ["simulate", .. arguments]);

        Assert.That(simulate.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(part));
    }

    [Test]
    public async Task Simulate_ScriptThatNamesNoPeer_IsOneLineAndExitCodeTwo()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("nine.faults"), "at 20ms crash p9\n");
        await using var simulate = await Stories.Run(2, "simulate", "--peers", "3", "--faults", folder.File("nine.faults"));

        Assert.That(simulate.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains("names p9, which is no peer"));
    }

    private static string DigestOf(ChildProcess simulate) =>
        simulate.Output.Lines.Single(line => line.StartsWith("digest ", StringComparison.Ordinal));

    private static IEnumerable<string> Tables(ChildProcess process) => process.Output.Lines.Where(line => line.StartsWith('|'));
}
