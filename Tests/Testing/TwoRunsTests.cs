using Course.Simulation.Exploring;
using Course.Testing;
using Course.Tests.Students;

namespace Course.Tests.Testing;

/// <summary>The first seed of a scenario is run twice: what the scan of the classes cannot see is found all the same.</summary>
public sealed class TwoRunsTests
{
    [Test]
    public void Check_RunsOfOneSeedThatDiffer_FailWithPeerEventAndField()
    {
        var made = 0;
        var run = TestRun.Of(new ScenarioAttribute { Seeds = 3 }, world =>
        {
            world.Use(() => new NumberedLog(++made));
            world.Check(AtomicBroadcast.All);
        });
        Assert.That(run.Lines[0], Does.Match(
            "^nondeterministic: two runs with seed 1 differ: p[123]: event [0-9]+ .sent-broadcast. differs in 'digest': "
            + "'[0-9a-f]+' the first time, "));
        Assert.That(run.Lines[^1], Does.StartWith("run again: ").And.EndWith("COURSE_SEED=1"));
        Assert.That(run.Output, Does.Not.Contain("holds"));
    }

    [Test]
    public void Check_RunsOfOneSeedThatAreEqual_Hold()
    {
        var run = TestRun.Of(new ScenarioAttribute { Seeds = 3 }, world =>
        {
            world.Use(() => new NumberedLog(1));
            world.Check(AtomicBroadcast.All);
        });
        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Output, Does.Contain("holds (3 seeds, "));
    }
}
