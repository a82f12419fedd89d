namespace Course.Tests.Processes;

/// <summary><c>course replay</c>: a token in a fresh process, and the traces of a run.</summary>
public class ReplayCommandTests
{
    [TestCase("--broadcasts", "2")]
    [TestCase("--broadcasts", "3")]
    [TestCase("--broadcasts", "3", "--buffering", "distributed")]
    [TestCase("--calls", "1:a,2:hello world")]
    [TestCase("--calls", "any:a,any:b")]
    [TestCase("--broadcasts", "2", "--window", "2", "--acknowledge-every", "1")]
    [TestCase("--peers", "4", "--broadcasts", "2", "--ticks", "1")]
    public async Task Replay_PrintedByExplore_TellsTheSameStoryInAnotherProcess(params string[] bounds)
    {
        using var folder = new TemporaryFolder();
        await using var explore = await Stories.Run(1, ["explore", "--uniform", "--out", folder.File("explored"), .. bounds]);
        await using var replay = await Stories.Run(1, "replay", Stories.TokenOf(explore), "--out", folder.File("replayed"));

        Assert.That(Stories.Of(replay.Output.Lines), Is.EqualTo(Stories.Of(explore.Output.Lines)).And.Count.GreaterThan(3));
        Assert.That(replay.Output.Lines[0], Is.EqualTo(explore.Output.Lines[0]), "the scenario");
        Assert.That(Passing(replay), Is.EqualTo(Passing(explore)));
        foreach (var file in Directory.GetFiles(folder.File("explored"), "*.jsonl"))
        {
            Assert.That(
                await File.ReadAllLinesAsync(Path.Combine(folder.File("replayed"), Path.GetFileName(file))),
                Is.EqualTo(await File.ReadAllLinesAsync(file)),
                "equal traces in two processes");
        }
    }

    [TestCase(
        "holds: 5 steps to the end, and every guarantee holds",
        "peers-2__call.2_2.broadcast-p2-1.1_call.1_1.relay-1-1.2_1.relay-1-2.2")]
    [TestCase("holds: 1 steps, nothing is broken so far; the session could go on", "peers-2__call.2")]
    public async Task Replay_ScheduleThatBreaksNothing_IsZero(string words, string token)
    {
        using var folder = new TemporaryFolder();
        await using var replay = await Stories.Run(0, "replay", token, "--out", folder.File("out"));

        Assert.That(replay.Output.Lines[^1], Does.StartWith("Verdict: " + words));
        Assert.That(File.Exists(Path.Combine(folder.File("out"), "page.html")), replay.ToString());
    }

    [Test]
    public async Task Replay_TokenOfATestsScenario_TellsItsScriptedCrash()
    {
        await using var replay = await Stories.Run(
            0, "replay", "crashing-1+2_crashes-1_peers-3_relayercrashes-1.1__call.2_2.broadcast-p2-1.1");

        Assert.That(replay.Output.Lines[0], Does.EndWith(
            "at most 1 crash at any send, only of p1 and p2, the relayer crashes after 1 send of its relay 1"));
        Assert.That(Stories.Of(replay.Output.Lines), Has.Some.Contains("crashes before it sends relay-1-1 to p3"));
    }

    [Test]
    public async Task Replay_CodeThatBehavesInAnotherWay_SaysAtWhichStepAndWhy()
    {
        await using var replay = await Stories.Run(5, "replay", "peers-2__call.2_2.broadcast-p2-7.1");

        Assert.That(replay.Output.Lines[^1], Does.StartWith(
            "Verdict: diverged: The schedule cannot be followed beyond step 2: broadcast-p2-7 is to come from p2 to p1, "
            + "and broadcast-p2-1 comes instead."));
    }

    [TestCase("This is no replay token: it has no '__'", "nonsense")]
    [TestCase("A scenario has no option 'colour'", "colour-red__call.1")]
    [TestCase("Peers is 1999999999: choose a value from 2 to 6", "peers-1999999999__call.1")]
    [TestCase("Window is 1", "window-1__call.1")]
    [TestCase("lacks a peer", "peers-2__call")]
    public async Task Replay_BadToken_IsOneLineAndExitCodeTwo(string part, string token)
    {
        await using var replay = await Stories.Run(2, "replay", token);

        Assert.That(replay.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(part));
    }

    [TestCase("distributed")]
    [TestCase("replicated")]
    public async Task Replay_TracesOfARealRun_PlaysToItsEndWithTheSameDeliveries(string buffering)
    {
        using var folder = new TemporaryFolder();
        await using var demo = await Stories.Run(
            0, "demo", "--peers", "3", "--messages", "9", "--kill", "none", "--buffering", buffering, "--out", folder.File("run"));
        await using var replay = await Stories.Run(0, "replay", folder.File("run"), "--out", folder.File("again"));

        Assert.That(replay.Output.Lines, Has.Some.EqualTo("the schedule plays to its end with the deliveries of the run"));
        Assert.That(Deliveries(folder.File("again"), "p2"), Is.EqualTo(Deliveries(folder.File("run"), "ben")).And.Count.EqualTo(10));
        await using var token = await Stories.Run(0, "replay", Stories.TokenOf(replay));
        Assert.That(Stories.Of(token.Output.Lines), Is.EqualTo(Stories.Of(replay.Output.Lines)));
    }

    [TestCase("2:1", "replicated")]
    [TestCase("2:2", "distributed")]
    public async Task Replay_TracesOfARealKillInsideAMulticast_CutsTheSameRelay(string killAt, string buffering)
    {
        using var folder = new TemporaryFolder();
        await using var demo = await Stories.Run(
            0, "demo", "--messages", "16", "--kill-at", killAt, "--buffering", buffering, "--out", folder.File("run"));
        await using var replay = await Stories.Run(0, "replay", folder.File("run"), "--out", folder.File("again"));

        Assert.That(replay.Output.Lines, Has.Some.EqualTo("the schedule plays to its end with the deliveries of the run"));
        foreach (var (name, number) in new[] { ("ben", "p2"), ("cleo", "p3"), ("dan", "p4") })
            Assert.That(Deliveries(folder.File("again"), number), Is.EqualTo(Deliveries(folder.File("run"), name)));
    }

    [Test]
    public async Task Replay_TracesOfAFailure_FindItAgain()
    {
        using var folder = new TemporaryFolder();
        await using var explore = await Stories.Run(1, "explore", "--broadcasts", "2", "--uniform", "--out", folder.File("run"));
        await using var replay = await Stories.Run(1, "replay", folder.File("run"));

        Assert.That(replay.Output.Lines, Has.Some.EqualTo("uniform total order: broken in the run and in the schedule"));
        Assert.That(Stories.Of(replay.Output.Lines)[0], Is.EqualTo(Stories.Of(explore.Output.Lines)[0]));
    }

    [Test]
    public async Task Replay_TracesThatNoCodeHereWrites_SaysWhereTheTwoPart()
    {
        using var folder = new TemporaryFolder();
        await using var demo = await Stories.Run(
            0, "demo", "--peers", "3", "--messages", "9", "--kill", "none", "--out", folder.File("run"));
        var trace = Path.Combine(folder.File("run"), "ben.jsonl");
        var lines = (await File.ReadAllLinesAsync(trace)).ToList();
        var first = lines.FindIndex(line => line.Contains("\"delivered\"", StringComparison.Ordinal));
        var next = lines.FindIndex(first + 1, line => line.Contains("\"delivered\"", StringComparison.Ordinal));
        (lines[first], lines[next]) = (lines[next], lines[first]);
        await File.WriteAllTextAsync(trace, string.Join('\n', lines) + "\n");
        await using var replay = await Stories.Run(5, "replay", folder.File("run"));

        Assert.That(replay.Output.Lines[^1], Does.Match(
            "^Verdict: parted: ben delivers p[1-3]:[12] at position 1, and p[1-3]:[12] in the simulator$"));
        Assert.That(replay.Output.Lines, Has.Some.EqualTo("total order: broken in the run only"));
    }

    [Test]
    public async Task Replay_RunBeyondTheBounds_SaysWhich()
    {
        using var folder = new TemporaryFolder();
        await using var simulate = await Stories.Run(0, "simulate", "--peers", "8", "--messages", "8", "--out", folder.File("run"));
        await using var replay = await Stories.Run(2, "replay", folder.File("run"));

        Assert.That(replay.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains("the run has 8 peers, and a schedule has 2 to 6"));
    }

    [Test]
    public async Task Replay_FolderWithoutTraces_IsOneLineAndExitCodeTwo()
    {
        using var folder = new TemporaryFolder();
        await using var replay = await Stories.Run(2, "replay", folder.Path);

        Assert.That(replay.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains("no traces (*.jsonl) in this folder"));
    }

    private static string Passing(ChildProcess process) =>
        process.Output.Lines.Single(line => line.StartsWith("Nearest passing schedule: ", StringComparison.Ordinal));

    /// <summary>What a peer delivered, in order; digests differ, since a trace does not tell a call's arguments.</summary>
    private static List<string> Deliveries(string folder, string peer) =>
        [.. File.ReadLines(Path.Combine(folder, $"{peer}.jsonl"))
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!)
            .Where(line => (string?)line["event"] == "delivered")
            .Select(line => $"{line["epoch"]}.{line["sequence"]} {Number((string)line["id"]!)}")];

    private static string Number(string id) => id
        .Replace("ann:", "p1:", StringComparison.Ordinal).Replace("ben:", "p2:", StringComparison.Ordinal)
        .Replace("cleo:", "p3:", StringComparison.Ordinal).Replace("dan:", "p4:", StringComparison.Ordinal);
}
