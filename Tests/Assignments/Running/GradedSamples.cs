using Course.Assignments;

namespace Course.Tests.Assignments.Running;

/// <summary>Graded tests that end in every way. On demand only: a runner in a process of its own names them.</summary>
[Explicit("A runner in a process of its own runs them, and its outcomes are tested.")]
internal sealed class GradedSamples
{
    private static int _counted;

    [Test, AssignmentTest("A1.1", Points = 2, Guarantee = "validity", Slide = "Proxies", Reason = "it shows how")]
    public void Passes() => Console.WriteLine("seen");

    [Test, AssignmentTest("A1.2")]
    public void FailsByAnAssertion() => Assert.That("two".Length, Is.EqualTo(2), "two is two");

    [Test, AssignmentTest("A1.2")]
    public void FailsByAnException() => throw new InvalidOperationException("no such proxy");

    [Test, AssignmentTest("A1.2")]
    public void ComesToItsOwnGap() => Assert.That(Gaps.Own(), Is.True);

    [Test, AssignmentTest("A1.2")]
    public void ComesToAnotherGap() => Gaps.Other();

    [Test, AssignmentTest("A1.2")]
    public void PassesAlthoughALoopSwallowsAGap()
    {
        for (var i = 0; i < 3; i++) Gaps.Swallow();
    }

    [Test, AssignmentTest("A1.2")]
    public async Task ComesToAGapOnAnotherThread() => await Task.Run(Gaps.Swallow);

    [Test, AssignmentTest("A1.2")]
    public void ThrowsANotImplementedThatIsNoGap() => throw new NotImplementedException("later");

    [Test, AssignmentTest("A1.2")]
    public void FailsInTwoWays() => Assert.Multiple(() =>
    {
        Assert.That("one".Length, Is.EqualTo(1));
        Gaps.Swallow();
    });

    [TestCase(1), TestCase(2), AssignmentTest("A1.10", Points = 0.5)]
    public void HasCases(int number) => Assert.That(number, Is.EqualTo(1));

    [Test, AssignmentTest("A1.3")]
    public void SaysHalfACharacterAndALot()
    {
        Console.Write(new string('x', 100_000));
        Assert.Fail("half \ud83d");
    }

    [Test, AssignmentTest("A1.3")]
    public void WritesLikeARunner()
    {
        using var output = Console.OpenStandardOutput();
        output.Write("""{"kind":"done","tests":0}"""u8);
        output.Write("\n"u8);
        Console.Error.WriteLine("an error");
        Assert.That(Console.In.ReadToEnd(), Is.Empty);
    }

    [Test, AssignmentTest("A1.4")]
    public void IsTheFirstThatCounts() => Assert.That(++_counted, Is.EqualTo(1), "somebody counted before");

    [Test]
    public void IsNotGraded() => Assert.Fail("it does not count");
}
