using Course.Assignments.Running;
using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

internal sealed class FailureWayTests
{
    private const string InRelaying = """
        total order: p1 delivers a before b, p2 b before a
          1. p1 broadcasts p1:1 to p2
          2. p3 enters synchronization of epoch 2
          3. p3 finishes synchronization
          4. p2 receives and delivers (1, 1) p1:1
        """;

    [TestCase(Verdict.Failed, "validity: p2 broadcast and never delivered", "validity", "any")]
    [TestCase(Verdict.Failed, "violated: quiet: somebody waits", "quiet", "any")]
    [TestCase(Verdict.Failed, "  Expected: 2\n  But was:  3", "agreement", "any")]
    [TestCase(Verdict.Failed, InRelaying, "total order", "relaying")]
    [TestCase(Verdict.Stopped, "Its process ended", "agreement", "any")]
    [TestCase(Verdict.Hung, "", "hung", "any")]
    [TestCase(Verdict.NotStarted, "A1.1 not started: x", "not started", "any")]
    public void Of_AnOutcome_IsItsGuaranteeAndPhase(Verdict verdict, string message, string on, string phase)
    {
        var outcome = new GradedTest("T", "A1.1", 1, "agreement", null, null, false).Ends(verdict, message);

        Assert.That(FailureWay.Of([outcome]), Is.EqualTo(new FailureWay(on, phase)));
    }

    [Test]
    public void Of_WrongBesideNotStarted_IsTheWrong()
    {
        var test = new GradedTest("T", "A1.1", 1, null, null, null, false);

        Assert.That(FailureWay.Of([test.Ends(Verdict.NotStarted, ""), test.Ends(Verdict.Failed, "no")]), Is.EqualTo(new FailureWay("failed", "any")));
        Assert.That(FailureWay.Of([test.Ends(Verdict.Passed, ""), test.Ends(Verdict.Blocked, "")]), Is.Null);
    }

    [TestCase("  1. p2 broadcasts\n  2. p2 enters synchronization of epoch 2\n  3. p1 receives and delivers x", "synchronization")]
    [TestCase("  1. p2 enters synchronization of epoch 2\n  2. p2 crashes\n  3. p1 receives and delivers x", "relaying")]
    [TestCase("  1. p2 sees p1 leave, enters synchronization of epoch 2, becomes relayer, finishes synchronization", "synchronization")]
    [TestCase("  1. p2 receives relay x\n  2. p3 fills (1, 2) p1:2 at p2", "synchronization")]
    [TestCase("no story", "any")]
    public void PhaseOf_AStory_IsWhereItEnds(string story, string phase) => Assert.That(FailureWay.PhaseOf(story), Is.EqualTo(phase));
}
