using Course.Assignments.Running;

namespace Course.Tests.Assignments.Running;

internal sealed class RunnerLinesTests
{
    private static readonly GradedTest Sample = new("Course.T.M(\"x\")", "A5.2", 1.5, "total order", "Slaves", null, false);

    [TestCaseSource(nameof(Events))]
    public void Read_WhatWasWritten_IsTheSame(RunnerEvent what)
    {
        Assert.That(RunnerLines.Read(RunnerLines.Write(what)), Is.EqualTo(what));
        Assert.That(RunnerLines.Read(RunnerLines.Write(what, "n0"), "n0"), Is.EqualTo(what));
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"kind":"other"}""")]
    [TestCase("""{"kind":"done","tests":""")]
    public void Read_OtherLines_CountForNothing(string line) => Assert.That(RunnerLines.Read(line), Is.Null);

    [Test]
    public void Read_WithoutTheNonce_CountsForNothing()
    {
        var line = RunnerLines.Write(new RunnerEvent.Done(1));

        Assert.That(RunnerLines.Read(line, "n0"), Is.Null);
        Assert.That(RunnerLines.Read("n1 " + line, "n0"), Is.Null);
        Assert.That(RunnerLines.Read("n0" + line, "n0"), Is.Null);
    }

    [Test]
    public void Write_AnEvent_IsOneLineInTheProtocolsWords()
    {
        Assert.That(RunnerLines.Write(new RunnerEvent.Started("A\nB")), Is.EqualTo("""{"kind":"started","test":"A\nB"}"""));
        Assert.That(RunnerLines.Write(RunnerEvent.Listed.Of(Sample)), Is.EqualTo(
            """{"kind":"test","test":"Course.T.M(\"x\")","part":"A5.2","points":1.5,"guarantee":"total order","slide":"Slaves","""
            + "\"reason\":null,\"isHidden\":false}"));
    }

    [Test]
    public void ReadRequest_WhatWasWritten_IsTheSameAndInAscii()
    {
        var line = RunnerLines.WriteRequest(["run", "--test", "A.B(\"Ä\")"]);

        Assert.That(line, Has.All.LessThan('\u0080'));
        Assert.That(RunnerLines.ReadRequest(line), Is.EqualTo(new[] { "run", "--test", "A.B(\"Ä\")" }));
    }

    private static IEnumerable<RunnerEvent> Events() =>
    [
        RunnerEvent.Listed.Of(Sample),
        new RunnerEvent.Started(Sample.Test),
        new RunnerEvent.Ended(Sample.Ends(Verdict.Stopped, "two\nlines, „quoted“ ✓", "out", 0.25)),
        new RunnerEvent.Done(7),
    ];
}
