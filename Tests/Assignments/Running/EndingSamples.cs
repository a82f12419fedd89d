using Course.Assignments;

namespace Course.Tests.Assignments.Running;

/// <summary>Graded tests that end their process, or never end. On demand only: a runner in a process of its own names them.</summary>
[Explicit("A runner in a process of its own runs them, and its outcomes are tested.")]
internal sealed class EndingSamples
{
    [Test, AssignmentTest("A2.1")]
    public void A_Passes() => Assert.Pass();

    [Test, AssignmentTest("A2.1")]
    public void B_Exits() => Environment.Exit(0);

    [Test, AssignmentTest("A2.1")]
    public void C_WaitsForEver() => Thread.CurrentThread.Join();

    [Test, AssignmentTest("A2.1")]
    public void D_Overflows() => Assert.That(Depth(0), Is.Zero);

    [Test, AssignmentTest("A2.1")]
    public void E_Passes() => Assert.Pass();

    private static int Depth(int depth) => depth < 0 ? depth : Depth(depth + 1) + Depth(depth + 2);
}
