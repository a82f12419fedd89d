using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>What the reference costs, counted exactly, and bounds that are kept.</summary>
[TestFixture]
internal sealed class CostTests
{
    /// <summary>A broadcast to the relayer, a relay and an acknowledgement for each other peer: 2 n - 1 messages.</summary>
    [Test]
    public void Broadcast_OfOneOfThree_CostsFiveMessages([Values] Buffering buffering)
    {
        var enough = Scenarios.Of(3, 1, 0, buffering).With(bounds => bounds with { Costs = new CostBudget { MessagesPerBroadcast = 5 } });
        var scarce = Scenarios.Of(3, 1, 0, buffering).With(bounds => bounds with { Costs = new CostBudget { MessagesPerBroadcast = 4 } });
        Assert.That(enough.Explore().Outcome, Is.EqualTo(ExplorationOutcome.Holds));
        Assert.That(
            scarce.Explore().Line,
            Does.StartWith("violated: cost budget: 1 broadcast took 5 messages, and 4 for each are allowed"));
    }

    /// <summary>The relayer dies with nothing under way: one report, one finish.</summary>
    [Test]
    public void Synchronization_OfTwoSurvivors_CostsTwoMessages([Values] Buffering buffering)
    {
        var scenario = Scenarios.Of(3, 0, 1, buffering);
        var enough = scenario.With(bounds => bounds with { Costs = new CostBudget { MessagesPerSynchronization = 2 } }).Explore();
        var scarce = scenario.With(bounds => bounds with { Costs = new CostBudget { MessagesPerSynchronization = 1 } }).Explore();
        Assert.That(enough.Outcome, Is.EqualTo(ExplorationOutcome.Holds), enough.Line);
        Assert.That(
            scarce.Line,
            Does.StartWith("violated: cost budget: 1 synchronization phase took 2 messages, and 1 for each are allowed"));
    }

    [Test]
    public void Budget_TravelsInTheToken()
    {
        var scenario = Scenarios.Of(3, 1, 1).With(
            bounds => bounds with { Costs = new CostBudget { MessagesPerBroadcast = 5, MessagesPerSynchronization = 9 } });
        Assert.That(ExplorationScenario.FromOptions(scenario.ToOptions()).Bounds.Costs, Is.EqualTo(scenario.Bounds.Costs));
    }
}
