namespace Course.Tests.Processes;

/// <summary><c>course explore</c>: the certificate, the counterexample, and the words for what it cannot do.</summary>
public class ExploreCommandTests
{
    [Test]
    public async Task Explore_ReferenceWithinBounds_HoldsWithACertificate()
    {
        await using var explore = await Run(0, "explore", "--broadcasts", "2", "--workers", "2");

        var lines = explore.Output.Lines;
        Assert.That(lines[0], Is.EqualTo(
            "3 peers, 2 broadcasts (p2 a, p3 b), replicated buffering, FIFO links, at most 1 crash at any send"));
        Assert.That(lines[^1], Does.Match(
            "^Verdict: holds \\(exhausted [0-9,]+ states, depth \\d+, every crash cut: [0-9,]+, [0-9,]+ with a partial multicast, "
            + "digest [0-9a-f]{16}…\\)$"));
        foreach (var row in new[]
        {
            "states", "depth", "choices", "crash cuts", "of these, with a partial broadcast", "most partial broadcasts at once",
            "crashes in the synchronization phase", "local states", "local steps, each run twice", "time", "peak memory",
        })
        {
            Assert.That(lines, Has.Some.Match($"^\\| {row} +\\| [0-9]"), row);
        }

        Assert.That(lines, Has.Some.Match("^\\| digest +\\| [0-9a-f]{64} \\|$"));
    }

    [Test]
    public async Task Explore_OneAndTwoWorkersInTwoProcesses_GiveOneDigest()
    {
        await using var one = await Run(0, "explore", "--broadcasts", "2", "--buffering", "distributed");
        await using var two = await Run(0, "explore", "--broadcasts", "2", "--buffering", "distributed", "--workers", "2");

        Assert.That(DigestOf(two), Is.EqualTo(DigestOf(one)));
    }

    [Test]
    public async Task Explore_BrokenGuarantee_TellsWritesAndEndsWithOne()
    {
        using var folder = new TemporaryFolder();
        await using var explore = await Run(1, "explore", "--broadcasts", "2", "--uniform", "--out", folder.File("out"));

        var lines = explore.Output.Lines;
        Assert.That(Stories.Of(lines), Has.Count.InRange(5, 15));
        Assert.That(Stories.Of(lines)[0], Does.StartWith("uniform total order: "));
        Assert.That(lines, Has.Some.Match("^Nearest passing schedule: step \\d+: .+ instead of: .+"));
        Assert.That(lines, Has.Some.Match("^Replay: course replay [A-Za-z0-9._+-]+$"));
        Assert.That(lines[^1], Does.StartWith("Verdict: violated: uniform total order"));
        var page = await File.ReadAllTextAsync(Path.Combine(folder.File("out"), "page.html"));
        Assert.That(page, Does.Contain("\"failing\"").And.Contains("\"nearest passing\""), "two runs side by side");
        await using var check = await Run(1, "check", folder.File("out"));
        Assert.That(check.Output.Lines[^1], Does.StartWith("Verdict: violated: uniform total order"));
    }

    /// <summary>The crash between two sends of one multicast is what breaks them.</summary>
    [Test]
    public async Task Explore_UniformGuaranteesWithCrashesBetweenHandlersOnly_Hold()
    {
        await using var explore = await Run(0, "explore", "--broadcasts", "2", "--uniform", "--crash-granularity", "handler");

        Assert.That(explore.Output.Lines[^1], Does.Contain("every crash between handlers"));
    }

    [Test]
    public async Task Explore_CallsOfAnyPeer_AreExplored()
    {
        await using var explore = await Run(0, "explore", "--peers", "2", "--calls", "any:a,any:b", "--crashes", "0");

        Assert.That(explore.Output.Lines[0], Does.StartWith("2 peers, 2 broadcasts (any a, any b)"));
    }

    [TestCase("Verdict: out of budget: the budget of 100 states was met", 5, "--budget", "100")]
    [TestCase("Verdict: vacuous: never seen: RelayerCrashed", 3, "--crashes", "0", "--broadcasts", "1", "--witness", "relayer-crashed")]
    public async Task Explore_NothingProved_IsNoPass(string verdict, int exitCode, params string[] arguments)
    {
        await using var explore = await Run(exitCode, ["explore", .. arguments]);

        Assert.That(explore.Output.Lines[^1], Does.StartWith(verdict));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "SIGTERM is a Unix signal")]
    public async Task Explore_Interrupted_TellsWhatWasReachedAndIsNoPass()
    {
        await using var explore = ChildProcess.Course(
            "explore", "--peers", "5", "--broadcasts", "5", "--crashes", "2", "--budget", "1000000000");
        await explore.WaitForLines(1, line => line.StartsWith("5 peers", StringComparison.Ordinal));
        explore.Terminate();

        Assert.That(await explore.WaitForExit(), Is.EqualTo(5), explore.ToString());
        Assert.That(explore.Output.Lines[^1], Does.StartWith("Verdict: interrupted: ").And.EndsWith("; nothing is proved"));
    }

    [TestCase("--peers takes a whole number from 2 to 6, not '7'", "--peers", "7")]
    [TestCase("--crashes 3 leaves nobody of 3 peers: choose at most 2", "--crashes", "3")]
    [TestCase("--leaves 2 leaves nobody of 2 peers", "--peers", "2", "--crashes", "1", "--leaves", "2")]
    [TestCase("--calls takes PEER:TEXT,PEER:TEXT,… like 2:a,3:b", "--calls", "2:a,b")]
    [TestCase("'0:a' is none of these", "--calls", "0:a")]
    [TestCase("--calls names peer 4 and there are 3 peers", "--calls", "4:a")]
    [TestCase("--calls does not go with --broadcasts", "--calls", "2:a", "--broadcasts", "1")]
    [TestCase("Some calls name their peer and some are of any peer", "--calls", "2:a,any:b")]
    [TestCase("--window and --acknowledge-every do not go with --buffering distributed", "--buffering", "distributed", "--window", "4")]
    [TestCase("choose AcknowledgeEvery", "--window", "4", "--acknowledge-every", "4")]
    [TestCase("--links takes one of fifo, bag, not 'tcp'", "--links", "tcp")]
    [TestCase("--crash-granularity takes one of send, handler, not 'never'", "--crash-granularity", "never")]
    [TestCase("--budget takes a number of states from 1 to 1000000000, not '0'", "--budget", "0")]
    [TestCase("--witness takes one of relayer-crashed, multicast-cut", "--witness", "rain")]
    [TestCase("Unrecognized command or argument", "--frobnicate")]
    public async Task Explore_BadOption_IsOneLineAndExitCodeTwo(string part, params string[] arguments)
    {
        await using var explore = await Run(2, ["explore", .. arguments]);

        Assert.That(explore.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(part).IgnoreCase);
    }

    [Test]
    public async Task Explore_FolderOfSomebodyElse_IsRefusedAndKept()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("thesis.txt"), "mine");
        await using var explore = await Run(2, "explore", "--broadcasts", "2", "--uniform", "--out", folder.Path);

        Assert.That(File.ReadAllText(folder.File("thesis.txt")), Is.EqualTo("mine"));
    }

    private static string DigestOf(ChildProcess explore) =>
        explore.Output.Lines.Single(line => line.StartsWith("| digest", StringComparison.Ordinal)).Split('|')[2].Trim();

    private static Task<ChildProcess> Run(int exitCode, params string[] arguments) => Stories.Run(exitCode, arguments);
}
