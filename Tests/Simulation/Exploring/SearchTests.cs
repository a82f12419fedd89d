using Course.FaultTolerance;
using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>The search itself: its certificate, its budget, its merging.</summary>
[TestFixture]
internal sealed class SearchTests
{
    [Test]
    public void Digest_WithOneAndTwoWorkers_AndAgain_IsTheSame([Values] Buffering buffering)
    {
        var scenario = Scenarios.Of(3, 2, 1, buffering);
        var one = scenario.Explore();
        var two = scenario.With(bounds => bounds with { Workers = 2 }).Explore();
        Assert.That(two.Digest, Is.EqualTo(one.Digest).And.Length.EqualTo(64));
        Assert.That(two.Counts, Is.EqualTo(one.Counts));
        Assert.That(Scenarios.Of(3, 2, 0, buffering).Explore().Digest, Is.Not.EqualTo(one.Digest), "other bounds visit something else");
    }

    /// <summary>Merging states may lose no history that a checker can see: without it, the same histories are found.</summary>
    [TestCase(2, 2, 1, Buffering.Distributed)]
    [TestCase(2, 2, 1, Buffering.Replicated)]
    [TestCase(3, 1, 1, Buffering.Distributed)]
    [TestCase(3, 1, 1, Buffering.Replicated)]
    [TestCase(3, 2, 1, Buffering.Distributed)]
    [TestCase(3, 2, 1, Buffering.Replicated)]
    [TestCase(3, 1, 2, Buffering.Replicated)]
    public void MergingStates_FindsTheSameHistoriesAsWithoutIt(int peers, int broadcasts, int crashes, Buffering buffering)
    {
        var scenario = Scenarios.Of(peers, broadcasts, crashes, buffering);
        var merged = scenario.Explore();
        var unmerged = scenario.With(bounds => bounds with { MergesStates = false }).Explore();
        Assert.That((merged.Outcome, unmerged.Outcome), Is.EqualTo((ExplorationOutcome.Holds, ExplorationOutcome.Holds)), unmerged.Line);
        Assert.That(unmerged.Counts.LocalStates, Is.GreaterThan(merged.Counts.LocalStates), "merging does something");
        Assert.That(merged.Outcomes, Is.EqualTo(unmerged.Outcomes).And.Not.Empty);
    }

    [Test]
    public void Budget_MetBeforeTheEnd_IsNoPass()
    {
        var result = Scenarios.Of(3, 3, 1).With(bounds => bounds with { Budget = 500 }).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.OutOfBudget));
        Assert.That(result.Line, Does.StartWith("out of budget: the budget of 500 states").And.Contain("nothing is proved"));
        Assert.That(result.Digest, Is.Empty);
    }

    [Test]
    public void Violation_IsAShortestAndTheSameEachTime()
    {
        var first = Scenarios.NotUniform().Explore();
        var second = Scenarios.NotUniform().With(bounds => bounds with { Workers = 2 }).Explore();
        Assert.That(Scenarios.NotUniform().TokenOf(second.Schedule!).ToString(), Is.EqualTo(Scenarios.NotUniform().TokenOf(first.Schedule!).ToString()));
        Assert.That(first.Schedule!.Steps, Has.Count.EqualTo(first.Counts.Depth));
    }

    [TestCase("Peers", 1)]
    [TestCase("Peers", 7)]
    [TestCase("Crashes", 3)]
    [TestCase("Workers", 0)]
    public void Bounds_OutOfRange_AreRefusedByName(string bound, int value)
    {
        var scenario = Scenarios.Of(3, 1, 0).With(bounds => bound switch
        {
            "Peers" => bounds with { Peers = value },
            "Crashes" => bounds with { Crashes = value },
            _ => bounds with { Workers = value },
        });
        Assert.That(() => scenario.Explore(), Throws.ArgumentException.With.Message.StartsWith($"{bound} is {value}: choose a value from"));
    }
}
