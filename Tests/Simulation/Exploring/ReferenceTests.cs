using Course.FaultTolerance;
using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>The reference, exhausted within small bounds: every order, every crash, every cut.</summary>
[TestFixture]
internal sealed class ReferenceTests
{
    [Test]
    public void ThreePeers_ThreeBroadcasts_OneCrash_HoldsExhausted([Values] Buffering buffering)
    {
        var result = Scenarios.Of(3, 3, 1, buffering).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
        Assert.That(result.Counts.PartialCuts, Is.GreaterThan(1000), "the relayer dies in the middle of multicasts");
        Assert.That(result.Line, Does.Match(@"^holds \(exhausted [\d,]+ states, depth \d+, every crash cut: [\d,]+, [\d,]+ with a partial multicast, digest [0-9a-f]{16}…\)$"));
    }

    [Test]
    public void ThreePeers_TwoCrashes_SynchronizationIncluded_HoldsExhausted([Values] Buffering buffering)
    {
        var result = Scenarios.Of(3, 2, 2, buffering).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
        Assert.That(result.Counts.CrashesInSynchronization, Is.GreaterThan(1000));
    }

    [Test]
    public void ReplicatedBuffering_SomeCutLeavesTwoPartialBroadcastsAtOnce()
    {
        var result = Scenarios.Of(3, 2, 1).With(bounds => bounds with { Witnesses = [ExplorationWitness.TwoMulticastsCut] }).Explore();
        Assert.That((result.Outcome, result.Counts.MostPartial), Is.EqualTo((ExplorationOutcome.Holds, 2)), result.Line);
    }

    [Test]
    public void DistributedBuffering_NeverTwoPartialBroadcastsAtOnce_SoTheWitnessIsMissed()
    {
        var scenario = Scenarios.Of(3, 2, 1, Buffering.Distributed).With(
            bounds => bounds with { Witnesses = [ExplorationWitness.TwoMulticastsCut, ExplorationWitness.MulticastCut] });
        var result = scenario.Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Vacuous));
        Assert.That(result.Line, Does.StartWith("vacuous: never seen: TwoMulticastsCut"));
    }

    [Test]
    public void Goodbyes_WithACrash_Hold([Values] Buffering buffering)
    {
        var result = Scenarios.Of(3, 2, 1, buffering).With(bounds => bounds with { Leaves = 1 }).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
    }

    [Test]
    public void FalseSuspicion_OneExclusionIsKnownToAll_Holds([Values] Buffering buffering)
    {
        var result = Scenarios.Of(3, 2, 0, buffering).With(bounds => bounds with { Suspicions = 1 }).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
    }

    [Test]
    public void Heartbeats_AtAnyMoment_Hold()
    {
        var result = Scenarios.Of(3, 2, 1).With(bounds => bounds with { Ticks = 1 }).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
        Assert.That(result.Counts.States, Is.GreaterThan(Scenarios.Of(3, 2, 1).Explore().Counts.States));
    }

    [Test]
    public void SmallWindow_TheRelayerWaitsAndGoesOn_Holds()
    {
        var scenario = Scenarios.Of(3, 3, 1) with { Window = 2, AcknowledgeEvery = 1 };
        Assert.That(scenario.Explore().Outcome, Is.EqualTo(ExplorationOutcome.Holds));
    }

    [Test]
    public void BagLinks_WithOneCrash_Hold()
    {
        var result = Scenarios.Of(3, 2, 1).With(bounds => bounds with { Links = LinkKind.Bag }).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
    }

    [Test]
    public void DoubledFrames_WithOneCrash_Hold()
    {
        var result = Scenarios.Of(3, 1, 1).With(bounds => bounds with { Duplicates = 1 }).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
    }

    [Test]
    public void LostFrame_IsNotMadeGood_AndNamedAsValidity()
    {
        var result = Scenarios.Of(2, 1, 0).With(bounds => bounds with { Losses = 1 }).Explore();
        Assert.That(result.Line, Does.StartWith("violated: validity: p2 broadcast p2:1 and never delivered it"));
    }

    [Test]
    public void UniformGuarantees_HoldBetweenHandlers_AndBreakBetweenSends()
    {
        var scenario = Scenarios.NotUniform();
        var handler = scenario.With(bounds => bounds with { Granularity = CrashGranularity.Handler }).Explore();
        var send = scenario.Explore();
        Assert.That(handler.Outcome, Is.EqualTo(ExplorationOutcome.Holds), handler.Line);
        Assert.That(send.Line, Does.StartWith("violated: uniform total order: "));
    }
}
