using Course.Assignments.Running;
using Course.Staffing.Grading;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;

namespace Course.Tests.Staff.Grading;

[TestFixture]
internal sealed class ReferenceOutcomesTests
{
    private static readonly KitTest[] Tests = [Named("Test", "A1.1"), Named("Other", "A1.2")];

    [Test]
    public async Task OfAsync_AskedTwice_RunsThePartOnce()
    {
        var runs = new List<string>();
        Task<IReadOnlyList<TestOutcome>> Run(IReadOnlyList<KitTest> tests)
        {
            runs.AddRange(tests.Select(test => test.Test));
            return Task.FromResult<IReadOnlyList<TestOutcome>>([.. tests.Select(test => Outcomes.Of(test, Verdict.Passed, ""))]);
        }

        var outcomes = new ReferenceOutcomes(Tests, Run);
        var first = await outcomes.OfAsync("A1.1");
        var second = await outcomes.OfAsync("A1.1");

        Assert.That(runs, Is.EqualTo(new[] { "Test" }));
        Assert.That(second, Is.SameAs(first).And.Count.EqualTo(1));
    }

    [Test]
    public async Task OfAsync_AReferenceThatDoesNotPass_IsSharedByNobody()
    {
        var outcomes = new ReferenceOutcomes(
            Tests, tests => Task.FromResult<IReadOnlyList<TestOutcome>>([Outcomes.Of(tests[0], Verdict.Hung, "slow", seconds: 20)]));

        Assert.That(await outcomes.OfAsync("A1.2"), Is.Null);
        Assert.That(await outcomes.TimeOfAsync(Tests[1]), Is.Null);
    }

    [Test]
    public void Changed_CommentsAndBlanks_AreNoChange()
    {
        var reference = ReferenceTree.Open(ReferenceTree.FindRoot(AppContext.BaseDirectory));
        var text = reference.Sources[MiniCourse.ElectorFile];
        IReadOnlyDictionary<string, string> Changed(string changed) =>
            new ReferenceCode(reference).Changed(new Dictionary<string, string> { [MiniCourse.ElectorFile] = changed });

        Assert.That(Changed("// Mine.\n" + text.Replace("\n", "  \n", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Changed(text.Replace("rank++", "rank--", StringComparison.Ordinal)), Has.Count.EqualTo(1));
        Assert.That(Changed(text + "\n;"), Has.Count.EqualTo(1));
    }

    [Test]
    public void AreSame_TwoChangesOfTheReference_ByCodeAlone()
    {
        var reference = ReferenceTree.Open(ReferenceTree.FindRoot(AppContext.BaseDirectory));
        var text = reference.Sources[MiniCourse.ElectorFile];
        var code = new ReferenceCode(reference);
        Dictionary<string, string> Of(string changed) => new() { [MiniCourse.ElectorFile] = changed };
        var wrong = text.Replace("rank++", "rank--", StringComparison.Ordinal);

        Assert.That(code.AreSame(Of(wrong), Of("// Mine.\n" + wrong)), Is.True);
        Assert.That(code.AreSame(Of(wrong), Of(text)), Is.False);
        Assert.That(code.AreSame(Of(wrong), Of(wrong + "\n;")), Is.False);
    }

    private static KitTest Named(string test, string part) =>
        new(new GradedTest(test, part, 1, null, null, null, IsHidden: false), "Tests");
}
