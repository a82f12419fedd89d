using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>Buffers beyond their bounds, and costs beyond their budget, are told by whoever ran the peers.</summary>
[TestFixture]
internal sealed class BufferBoundsTests
{
    [Test]
    public void Run_WithABufferBeyondItsBound_IsViolated()
    {
        var run = new RunHistory([], new RunFacts { BrokenBounds = ["p2 keeps 5 relays, and 4 are allowed"] });
        var verdict = new BufferBoundsChecker().Check(run);
        Assert.That(
            (verdict.Outcome, verdict.Story[0]),
            Is.EqualTo((Outcome.Violated, "buffers within bounds: p2 keeps 5 relays, and 4 are allowed")));
    }
}
