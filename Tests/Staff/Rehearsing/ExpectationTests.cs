using Course.Assignments.Running;
using Course.Staffing.Grading;
using Course.Staffing.Rehearsing;

namespace Course.Tests.Staff.Rehearsing;

[TestFixture]
internal sealed class ExpectationTests
{
    [TestCase(Verdict.Passed, Verdict.Passed, "All")]
    [TestCase(Verdict.Passed, Verdict.Failed, "NotAll")]
    [TestCase(Verdict.Hung, Verdict.Failed, "NotAll None")]
    public void ProblemsOf_AGrade_AreThoseOfEveryOtherExpectation(Verdict first, Verdict second, string right)
    {
        foreach (var points in Enum.GetValues<ExpectedPoints>())
        {
            var problems = Expectation.But(["A1.1"], points).ProblemsOf(Report(first, second));

            Assert.That(problems, right.Split(' ').Contains(points.ToString()) ? Is.Empty : Has.Count.EqualTo(1), points.ToString());
        }
    }

    [Test]
    public void ProblemsOf_APartThatIsNotNamed_DemandAllItsPoints() =>
        Assert.That(Expectation.Full.ProblemsOf(Report(Verdict.Passed, Verdict.Failed)), Has.One.StartsWith("A1.1 has 1 of 2 points"));

    [Test]
    public void ProblemsOf_AReportWithoutTheLine_SayThatTheStudentIsNotTold()
    {
        var expected = Expectation.Full with { Says = "have to stay" };

        Assert.That(expected.ProblemsOf(Report(Verdict.Passed, Verdict.Passed)), Has.One.Contain("have to stay"));
        Assert.That(expected.ProblemsOf(Report(Verdict.Passed, Verdict.Passed) with { Notes = ["They have to stay."] }), Is.Empty);
    }

    [Test]
    public void ProblemsOf_APartWithoutTests_SayThatItWasNotGraded() =>
        Assert.That(
            Expectation.But(["A9.9"], ExpectedPoints.None).ProblemsOf(Report(Verdict.Passed, Verdict.Passed)),
            Is.EqualTo(new[] { "A9.9 was not graded" }));

    private static GradeReport Report(params Verdict[] verdicts) =>
        new("ann", "", null, [.. verdicts.Select((verdict, number) =>
            new TestOutcome($"Test{number}", "A1.1", 1, null, null, verdict, "why", "", 0, IsHidden: false))], [], [], 1);
}
