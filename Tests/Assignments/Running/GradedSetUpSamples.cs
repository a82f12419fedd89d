using Course.Assignments;

namespace Course.Tests.Assignments.Running;

/// <summary>A graded test whose class cannot be set up, because of a gap.</summary>
[Explicit("A runner in a process of its own runs them, and its outcomes are tested.")]
internal sealed class GradedSetUpSamples
{
    [OneTimeSetUp]
    public static void ComeToAGap() => Gaps.Own();

    [Test, AssignmentTest("A1.2")]
    public void NeverBegins() => Assert.Pass();
}
