using Course.Assignments.Running;
using Course.Staffing.Verifying;

namespace Course.Tests.Staff.Verifying;

internal sealed class ExactTrialTests
{
    private static readonly Trial Trial = new("A9.2", TrialKind.Exact, "A9.2", "", new Dictionary<string, string>(), [])
    {
        Green = new HashSet<string> { "A0.1", "A9.1", "A9.2" },
    };

    [Test]
    public void Exact_PartAndWhatItRequiresPass_OthersDoNot_IsRight()
    {
        TestOutcome[] outcomes =
        [
            Of("A0.1", Verdict.Passed), Of("A9.1", Verdict.Passed), Of("A9.2", Verdict.Passed), Of("A9.3", Verdict.Passed),
            Of("A9.3", Verdict.Blocked), Of("A9.4", Verdict.NotStarted),
        ];

        Assert.That(Trial.ProblemsOf(outcomes), Is.Empty, "a test of another part may pass, as long as not all of that part do");
        Assert.That(outcomes.Select(Trial.ProblemOf), Is.All.Null);
    }

    [Test]
    public void Exact_OtherPartIsGreen_IsAProblem()
    {
        TestOutcome[] outcomes = [Of("A9.2", Verdict.Passed), Of("A9.3", Verdict.Passed)];

        Assert.That(Trial.ProblemsOf(outcomes), Is.EqualTo(new[] { "A9.3 must not be green: all its 1 tests pass" }));
    }

    [TestCase("A0.1")]
    [TestCase("A9.1")]
    [TestCase("A9.2")]
    public void Exact_TestOfAPartThatIsSolvedDoesNotPass_IsAProblem(string part)
    {
        TestOutcome[] outcomes = [Of(part, Verdict.Passed), Of(part, Verdict.Blocked)];

        Assert.That(Trial.ProblemsOf(outcomes), Is.EqualTo(new[] { $"{part} must be green: {part} Blocked, because" }));
    }

    private static TestOutcome Of(string part, Verdict verdict) =>
        new(part, part, 1, null, null, verdict, "because\nand more", "", 0, false);
}
