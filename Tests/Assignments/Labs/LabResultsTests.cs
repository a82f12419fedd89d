using Course.Assignments.Running;
using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

internal sealed class LabResultsTests
{
    [Test]
    public void Take_ARunOfOnePart_KeepsTheOthersOfEarlierRuns()
    {
        using var tree = new TemporaryTree();
        var first = LabResults.Read(tree.Tree, out _);
        first.Take("A1.1", [Outcome("A1.1", Verdict.Passed, 2), Outcome("A1.1", Verdict.Failed, 3)]);
        first.Take("A1.2", [Outcome("A1.2", Verdict.Failed, 5)]);
        first.Write();
        var second = LabResults.Read(tree.Tree, out var note);
        second.Take("A1.2", [Outcome("A1.2", Verdict.Passed, 5)]);

        Assert.That(note, Is.Null);
        Assert.That((second.Earned, second.Points), Is.EqualTo((7.0, 10.0)));
    }

    [Test]
    public void Read_AnotherHandout_BeginsAfresh()
    {
        using var tree = new TemporaryTree();
        tree.Write("handout.json", """{"version":"one"}""");
        var first = LabResults.Read(tree.Tree, out _);
        first.Take("A1.1", [Outcome("A1.1", Verdict.Passed, 2)]);
        first.Write();
        tree.Write("handout.json", """{"version":"two"}""");

        Assert.That(LabResults.Read(tree.Tree, out var note).Parts, Is.Empty);
        Assert.That(note, Does.Contain("another version of the handout"));
    }

    [TestCase("[]")]
    [TestCase("""{"version":1,"handout":"","parts":{"A1.1":null}}""")]
    [TestCase("""{"version":1,"handout":"","parts":{"A1.1":[null]}}""")]
    [TestCase("""{"version":1,"handout":"","parts":{"A1.1":[{"test":"T"}]}}""")]
    public void Read_DamagedFile_SaysSoAndBeginsAfresh(string text)
    {
        using var tree = new TemporaryTree();
        tree.Write(".course/results.json", text);

        Assert.That(LabResults.Read(tree.Tree, out var note).Parts, Is.Empty);
        Assert.That(note, Does.StartWith("note: ").And.Contain("results.json is damaged and is begun afresh").And.Not.Contain("\n"));
    }

    [Test]
    public void Of_RequiredPartThatFails_Blocks()
    {
        using var tree = new TemporaryTree();
        var results = LabResults.Read(tree.Tree, out _);
        results.Take("A1.1", [Outcome("A1.1", Verdict.Passed, 1), Outcome("A1.1", Verdict.NotStarted, 1)]);

        Assert.That(Blocking.Of("A2.1", results.Parts, TemporaryTree.Catalogue), Is.EqualTo("A1.1"), "through others");
        Assert.That(Blocking.Of("A1.1", results.Parts, TemporaryTree.Catalogue), Is.Null, "not by itself");
        results.Take("A1.1", [Outcome("A1.1", Verdict.Passed, 1)]);
        Assert.That(Blocking.Of("A2.1", results.Parts, TemporaryTree.Catalogue), Is.Null);
    }

    [Test]
    public void Next_FirstPartThatIsNotDone_IsNamedWithItsPlace()
    {
        using var tree = new TemporaryTree();
        tree.WriteProjects();
        tree.Write("Rpc/P.cs", """
            // <A1.2> Make it.
            throw new NotImplementedException("A1.2 Make it.");
            // </A1.2>
            """);
        var results = LabResults.Read(tree.Tree, out _);
        string Next() => NextStep.Of(tree.Tree, results, MarkedSources.In(tree.Tree));

        Assert.That(Next(), Is.EqualTo("Next: A0.1 Do A0.1: course test 0.1"));
        results.Take("A1.3", [Outcome("A1.3", Verdict.Blocked, 1, "blocked by A1.2, not started: Rpc/Old.cs:9")]);
        Assert.That(Next(), Is.EqualTo("Next: A1.2 Do A1.2: Rpc/P.cs:2"));
        results.Take("A1.2", [Outcome("A1.2", Verdict.NotStarted, 1, "A1.2 not started: Rpc/Old.cs:9")]);
        Assert.That(Next(), Is.EqualTo("Next: A1.2 Do A1.2: Rpc/P.cs:2"));
        tree.Write("Rpc/P.cs", "// <A1.2> Make it.\n// </A1.2>");
        results.Take("A1.2", [Outcome("A1.2", Verdict.Passed, 1), Outcome("A1.2", Verdict.Failed, 1, "no")]);
        Assert.That(Next(), Is.EqualTo("Next: A1.2 Do A1.2, Rpc/P.cs:1: failed, Some test"));
        foreach (var part in TemporaryTree.Catalogue.Parts) results.Take(part.Id, [Outcome(part.Id, Verdict.Passed, 1)]);
        Assert.That(Next(), Is.EqualTo("Next: nothing is left, every visible test passes."));
    }

    private static TestOutcome Outcome(string part, Verdict verdict, double points, string message = "") =>
        new GradedTest("N.C.SomeTest", part, points, null, null, null, false).Ends(verdict, message);
}
