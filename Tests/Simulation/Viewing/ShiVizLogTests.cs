using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;
using FsCheck;
using FsCheck.Fluent;

namespace Course.Tests.Simulation.Viewing;

[TestFixture]
public sealed class ShiVizLogTests
{
    private static readonly string[] Approved =
    [
        @"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})",
        "",
        "sent-broadcast ben:1 epoch 1 to ann",
        """ben {"ben":1}""",
        "received-broadcast ben:1 epoch 1 from ben",
        """ann {"ann":1,"ben":1}""",
        "sent-relay ben:1 number 1 epoch 1 to ben",
        """ann {"ann":2,"ben":1}""",
        "received-relay ben:1 number 1 epoch 1 from ann",
        """ben {"ann":2,"ben":2}""",
        "delivered ben:1 number 1 epoch 1",
        """ben {"ann":2,"ben":3}""",
        "",
    ];

    [Test]
    public void Write_OneBroadcast_IsThisLog() =>
        Assert.That(Log(new LinkedTraces("ann", "ben").Order("ben:1", 1, "ann", 1, "ben")).Split('\n'), Is.EqualTo(Approved));

    [Test]
    public void Write_AnyRun_IsALogThatShiVizTakesWhole() =>
        Prop.ForAll(RandomRuns.Arbitrary().Filter(run => run.Count > 0), run =>
        {
            var log = Log(run);
            Assert.That(ShiVizJudge.Judge(log), Is.Empty, log);
            Assert.That(ShiVizJudge.Count(log)[""], Is.EqualTo(run.Count));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Write_FailingAndPassingRun_AreTwoLabelledExecutions()
    {
        var failing = new LinkedTraces("ann", "ben").Order("ben:1", 1, "ann", 1, "ben");
        var passing = new LinkedTraces("ann", "ben").Order("ben:1", 1, "ann", 1, "ben", "ann");

        var log = Log(failing, "failing", passing, "passing");

        Assert.That(ShiVizJudge.Judge(log), Is.Empty);
        Assert.That(ShiVizJudge.Count(log), Is.EqualTo(new Dictionary<string, int> { ["failing"] = 5, ["passing"] = 8 }));
    }

    [TestCase("run", "run")]
    [TestCase("", "")]
    [TestCase("a\nb", "a b")]
    public void Write_TwoRunsOfOneTitle_GetTwoLabels(string one, string other)
    {
        var run = new LinkedTraces("ann").Add("ann", TraceEventKind.TraceEnded);

        var log = Log(run, one, run, other);

        Assert.That(ShiVizJudge.Judge(log), Is.Empty);
        Assert.That(ShiVizJudge.Count(log).Keys, Has.Exactly(2).Items.And.None.Empty);
    }

    [TestCase("two\nlines")]
    [TestCase("=== not a delimiter ===")]
    [TestCase("a\u2028b\u0085c\r\nd")]
    [TestCase("x\nann {\"ann\":1}")]
    public void Write_DetailThatLooksLikeTheFormat_StaysInItsLine(string detail)
    {
        var run = new LinkedTraces("ann", "ben").Add("ann", TraceEventKind.SessionEnded, new TraceEvent { Detail = detail })
            .Add("ann", TraceEventKind.TraceEnded);

        Assert.That(ShiVizJudge.Judge(Log(run, "one", run, "two")), Is.Empty);
    }

    [Test]
    public void Write_NameWithABlankOrNoEvent_IsRefusedWithTheRule()
    {
        var blank = new LinkedTraces("big ann").Add("big ann", TraceEventKind.TraceEnded);
        Assert.That(() => Log(blank), Throws.ArgumentException.With.Message.Contains("name peers without blanks"));
        Assert.That(() => Log(new LinkedTraces("ann")), Throws.ArgumentException.With.Message.Contains("no event"));
        var clock = new LinkedTraces("ann").Add("ann", TraceEventKind.Delivered, new TraceEvent { Id = new TraceId("{}", 1) });
        Assert.That(() => Log(clock), Throws.ArgumentException.With.Message.Contains("reads like a line with a clock"));
    }

    [TestCase("ben {\"ben\":1}", "ben {\"ben\":2}", "does not go 1, 2, 3")]
    [TestCase("ben {\"ann\":2,\"ben\":3}", "ben {\"ann\":2,\"ben\":4}", "does not go 1, 2, 3")]
    [TestCase("ann {\"ann\":1,\"ben\":1}", "ann {\"ben\":1}", "is missing from its clock")]
    [TestCase("ben {\"ben\":1}", "ben {\"ann\":0,\"ben\":1}", "holds a zero")]
    [TestCase("ann {\"ann\":1,\"ben\":1}", "ann {\"ann\":1,\"ben\":7}", "which does not exist")]
    [TestCase("ben {\"ann\":2,\"ben\":3}", "ben {\"ann\":1,\"ben\":3}", "forgets")]
    [TestCase("ann {\"ann\":2,\"ben\":1}", "ann {\"ann\":2}", "forgets")]
    [TestCase("ann {\"ann\":1,\"ben\":1}", "ann: 1", "ignored in silence")]
    [TestCase("ben {\"ben\":1}", "ben {ben:1}", "no clock")]
    [TestCase("sent-relay ben:1 number 1 epoch 1 to ben\nann {\"ann\":2,\"ben\":1}\n", "", "which does not exist")]
    public void Judge_LogWithOneThingBent_NamesTheRule(string original, string bent, string problem)
    {
        var log = string.Join('\n', Approved);
        Assert.That(log, Does.Contain(original));
        Assert.That(ShiVizJudge.Judge(log.Replace(original, bent, StringComparison.Ordinal)), Has.Some.Contain(problem));
    }

    [Test]
    public void Judge_TwoExecutionsOfOneLabel_NamesTheRule() =>
        Assert.That(
            ShiVizJudge.Judge("\n^=== (?<trace>.*) ===$\n=== a ===\nx\nann {\"ann\":1}\n=== a ===\ny\nann {\"ann\":1}\n"),
            Has.Some.Contain("one label"));

    private static string Log(LinkedTraces run, string title = "run", LinkedTraces? beside = null, string besideTitle = "")
    {
        using var output = new StringWriter();
        ShiVizLog.Write(
            output, new PagedRun(title, run.Records, run.Facts),
            beside is null ? null : new PagedRun(besideTitle, beside.Records, new RunFacts()));
        return output.ToString();
    }
}
