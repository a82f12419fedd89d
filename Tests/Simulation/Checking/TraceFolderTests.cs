using System.Text;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

[TestFixture]
public sealed class TraceFolderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("traces of Zoë ").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_WithSummary_TakesPeersAndFactsFromIt()
    {
        Write(CrashTests.D7(), "ann", "bob", "cyd", "dan");
        Summary("""{"peers":["ann","bob","cyd","dan"],"killed":["ann","bob"],"stopped":[],"seed":7,"options":{"uniform":true}}""");

        var run = TraceFolder.Load(_folder);

        Assert.That(run.Correct.Select(p => p.Name), Is.EqualTo(["cyd", "dan"]));
        Assert.That(run.Facts.IsUniform, Is.True);
        Checkers.Run(run).MustBreakOnly(Guarantee.UniformTotalOrder);
    }

    [Test]
    public void Load_WithoutSummary_SaysWhatItAssumed()
    {
        Write(CrashTests.D7(), "ann", "bob", "cyd", "dan");

        var report = Checkers.Run(TraceFolder.Load(_folder));

        report.MustPass();
        Assert.That(report.Notes[0], Does.StartWith("no summary.json: assumed").And.Contains("killed (ann, bob)"));
    }

    [Test]
    public void Load_TornLastLineOfAKilledPeer_IsNotedAndPasses()
    {
        Write(CrashTests.D7(), "ann", "bob", "cyd", "dan");
        Append("bob", """{"time":99,"peer":"bob","ev""");
        Summary("""{"peers":["ann","bob","cyd","dan"],"killed":["ann","bob"]}""");

        var report = Checkers.Run(TraceFolder.Load(_folder));

        report.MustPass();
        Assert.That(report.Notes, Has.Some.Contains("bob.jsonl:3: the last line is torn after 27 bytes"));
    }

    [Test]
    public void Load_TornLastLineOfALivePeer_IsInconclusive()
    {
        var script = new TraceScript("ann", "bob").Orders("ann:1", 1).Endless("bob");
        Write(script, "ann", "bob");
        Append("bob", """{"time":99,""");
        Summary("""{"peers":["ann","bob"],"killed":[]}""");

        var report = Checkers.Run(TraceFolder.Load(_folder));

        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Inconclusive));
        Assert.That(report.Notes, Has.Some.EqualTo("bob: its trace is torn, and summary.json does not name it as killed"));
    }

    [Test]
    public void Load_LastLineComplete_ButWithoutLineFeed_IsTaken()
    {
        Write(new TraceScript("ann", "bob").Orders("ann:1", 1), "ann", "bob");
        var bytes = File.ReadAllBytes(PathOf("bob"));
        File.WriteAllBytes(PathOf("bob"), bytes[..^1]);

        var run = TraceFolder.Load(_folder);

        Assert.That(run.Peers[1], Has.Property("IsTraceEnded").True.And.Property("IsTorn").True);
    }

    [TestCase("{broken", "is none")]
    [TestCase("", "is none")]
    [TestCase("""{"time":1,"peer":"bob","event":"sang","thread":"rpc"}""", "event 'sang' is not known")]
    [TestCase("""{"time":1,"peer":"zoe","event":"delivered","thread":"rpc"}""", "this line is of zoe, those before of bob")]
    public void Load_BadLineInTheMiddle_NamesFileLineAndRule(string line, string rule)
    {
        Write(new TraceScript("ann", "bob").Orders("ann:1", 1), "ann", "bob");
        var lines = File.ReadAllLines(PathOf("bob")).ToList();
        lines.Insert(1, line);
        File.WriteAllText(PathOf("bob"), string.Join('\n', lines) + "\n");

        Assert.That(() => TraceFolder.Load(_folder), Throws.TypeOf<TraceFormatException>()
            .With.Message.StartsWith("bob.jsonl:2: ").And.Message.Contains(rule));
    }

    [Test]
    public void Load_LineAfterTheEnd_IsRefused()
    {
        Write(new TraceScript("ann").Orders("ann:1", 1), "ann");
        Append("ann", """{"time":99,"peer":"ann","event":"delivered","thread":"rpc"}""" + "\n");

        Assert.That(() => TraceFolder.Load(_folder), Throws.TypeOf<TraceFormatException>()
            .With.Message.Contains("nothing follows trace-ended"));
    }

    [Test]
    public void Load_TimeGoesBack_IsNotedAndTheOrderOfLinesCounts()
    {
        var script = new TraceScript("ann", "bob").Orders("ann:1", 1).Orders("bob:1", 2);
        var (a, b) = (script.LineOf("bob", "ann:1"), script.LineOf("bob", "bob:1"));
        (script["bob"][a], script["bob"][b]) = (script["bob"][b], script["bob"][a]);
        Write(script, "ann", "bob");

        var report = Checkers.Run(TraceFolder.Load(_folder));

        report.MustSay(Guarantee.TotalOrder, Outcome.Violated, "bob", "ann:1", "bob:1");
        Assert.That(report.Notes, Has.Some.Contains("time goes back"));
    }

    [Test]
    public void Load_PeerOfTheSummaryWithoutTrace_IsNotedAndInconclusive()
    {
        Write(new TraceScript("ann", "bob").Orders("ann:1", 1), "ann", "bob");
        Summary("""{"peers":["ann","bob","cyd"],"killed":[]}""");

        var report = Checkers.Run(TraceFolder.Load(_folder));

        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Inconclusive));
        Assert.That(report.Notes, Has.Some.StartsWith("cyd: there is no trace"));
    }

    [Test]
    public void Load_EmptyTraceOfAKilledPeer_IsAPeerWithoutEvents()
    {
        Write(new TraceScript("ann").Orders("ann:1", 1), "ann");
        File.WriteAllBytes(PathOf("bob"), []);

        var run = TraceFolder.Load(_folder);

        Assert.That(run.Peers[1], Has.Property("Name").EqualTo("bob").And.Property("Fate").EqualTo(PeerFate.Killed));
    }

    [Test]
    public void Load_BrokenSummary_IsNamed()
    {
        Write(new TraceScript("ann").Orders("ann:1", 1), "ann");
        Summary("{");

        Assert.That(() => TraceFolder.Load(_folder), Throws.TypeOf<TraceFormatException>().With.Message.StartsWith("summary.json: "));
    }

    [Test]
    public void Load_NoTraces_SaysSo()
    {
        Assert.That(() => TraceFolder.Load(_folder), Throws.TypeOf<TraceFormatException>().With.Message.Contains("no traces"));
        Assert.That(
            () => TraceFolder.Load(Path.Combine(_folder, "none")),
            Throws.TypeOf<TraceFormatException>().With.Message.Contains("no such folder"));
    }

    [Test]
    public void Summary_Written_ReadsBack()
    {
        var summary = new TraceSummary
        {
            Peers = ["ann", "Zoë"],
            Killed = ["ann"],
            Seed = 7,
            Hang = "no event",
            Witness = new() { ["vacuous"] = "why" },
        };

        var bytes = summary.ToBytes();
        var back = TraceSummary.Parse(bytes, TraceSummary.FileName);

        Assert.That(Encoding.UTF8.GetString(bytes), Does.Contain("\"Zoë\"").And.Not.Contains("\r"));
        Assert.That((back.Peers, back.Killed), Is.EqualTo((summary.Peers, summary.Killed)));
        Assert.That((back.Seed, back.Hang), Is.EqualTo((summary.Seed, summary.Hang)));
        Assert.That(back.Witness!["vacuous"]!.GetValue<string>(), Is.EqualTo("why"));
    }

    private string PathOf(string peer) => Path.Combine(_folder, peer + ".jsonl");

    private void Write(TraceScript script, params string[] peers)
    {
        foreach (var peer in peers) File.WriteAllBytes(PathOf(peer), script.File(peer));
    }

    private void Append(string peer, string text) => File.AppendAllText(PathOf(peer), text);

    private void Summary(string json) => File.WriteAllText(Path.Combine(_folder, TraceSummary.FileName), json);
}
