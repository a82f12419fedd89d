using Course.FaultTolerance;
using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>Crashes inside a stated multicast, and crashes and goodbyes of stated peers only.</summary>
[TestFixture]
internal sealed class ScriptedCrashTests
{
    [Test]
    public void ScriptedCrash_AfterEachNumberOfSends_HoldsAndCutsAsMuch([Range(0, 2)] int sends, [Values] Buffering buffering)
    {
        var result = Of(2, buffering, new ScriptedCrash(sends, 1)).Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
        Assert.That(result.Counts.ScriptedCrashes, Is.EqualTo(1));
        Assert.That(result.Counts.RelayerCrashes, Is.EqualTo(result.Counts.Cuts).And.GreaterThan(0));
        Assert.That(result.Counts.PartialCuts, sends == 1 ? Is.EqualTo(result.Counts.Cuts) : Is.Zero);
    }

    [Test]
    public void ScriptedCrash_IsInEverySchedule_AndAddsToFreeCrashes()
    {
        var scripted = Of(1, Buffering.Replicated, new ScriptedCrash(1, 1));
        var both = scripted.With(bounds => bounds with { Crashes = 1 });
        var (alone, together) = (scripted.Explore(), both.Explore());
        Assert.That(together.Outcome, Is.EqualTo(ExplorationOutcome.Holds), together.Line);
        Assert.That(together.Counts.States, Is.GreaterThan(alone.Counts.States));
        Assert.That(alone.Digest, Is.Not.EqualTo(Scenarios.Of(3, 1, 0).Explore().Digest));
    }

    [Test]
    public void ScriptedCrashes_OfTwoRelayersInARow_BothHappen()
    {
        var scenario = Scenarios.Of(4, 2, 0).With(bounds => bounds with { ScriptedCrashes = [new(1, 1), new(1, 1)] });
        var result = scenario.Explore();
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
        Assert.That(result.Counts.ScriptedCrashes, Is.EqualTo(2));
    }

    [Test]
    public void ScriptedCrash_OfALaterRelay_LeavesTheEarlierWhole()
    {
        var scenario = Of(2, Buffering.Replicated, new ScriptedCrash(0, 2))
            .With(bounds => bounds with { Calls = [new(1, "a"), new(1, "b")], Guarantees = AtomicBroadcast.Uniform });
        var counterexample = Counterexample.Of(scenario.Explore(), scenario.Blueprint())!;
        Assert.That(counterexample.Played.Steps.Count(step => step.CrashedByScript), Is.EqualTo(1));
        Assert.That(counterexample.Story, Has.Some.Contains("crashes before it sends relay-1-2 to p2, relay-1-2 to p3"));
    }

    [Test]
    public void ScriptedCrash_InAToken_IsPlayedAgain()
    {
        var scenario = Of(1, Buffering.Replicated, new ScriptedCrash(0, 1))
            .With(bounds => bounds with { Calls = [new(1, "a")], Guarantees = AtomicBroadcast.Uniform });
        var result = scenario.Explore();
        var counterexample = Counterexample.Of(result, scenario.Blueprint())!;
        Assert.That(counterexample.Story, Has.Some.Contains("crashes before it sends relay-1-1 to p2, relay-1-1 to p3"));
        var token = ReplayToken.Parse(scenario.TokenOf(result.Schedule!).ToString());
        var again = ExplorationScenario.FromOptions(token.Scenario);
        Assert.That(again.Bounds.ScriptedCrashes, Is.EqualTo(scenario.Bounds.ScriptedCrashes));
        var played = SchedulePlayer.Play(again.Bounds, again.Blueprint(), token.Schedule);
        Assert.That(StoryTeller.Tell(played), Is.EqualTo(counterexample.Story));
    }

    [Test]
    public void ScriptedCrash_Workers_GiveTheSameDigest()
    {
        var scenario = Of(2, Buffering.Distributed, new ScriptedCrash(1, 1));
        Assert.That(scenario.With(bounds => bounds with { Workers = 3 }).Explore().Line, Is.EqualTo(scenario.Explore().Line));
    }

    [Test]
    public void CrashingPeers_ThatRelay_AreTheOnlyOnesThatCrash()
    {
        var client = Scenarios.Of(3, 1, 1).With(bounds => bounds with { CrashingPeers = [3] });
        Assert.That(client.Explore().Counts.RelayerCrashes, Is.Zero);
        var relayer = Scenarios.Of(3, 1, 1).With(bounds => bounds with { CrashingPeers = [1] });
        Assert.That(relayer.Explore().Counts.RelayerCrashes, Is.EqualTo(relayer.Explore().Counts.Cuts).And.GreaterThan(0));
        var token = ExplorationScenario.FromOptions(relayer.ToOptions());
        Assert.That(token.Bounds.CrashingPeers, Is.EqualTo(new[] { 1 }));
    }

    [TestCase(3, 1, "the sends before a scripted crash is 3: choose a value from 0 to 2.")]
    [TestCase(1, 0, "the relay of a scripted crash is 0: choose a value from 1 to 1000.")]
    public void ScriptedCrash_OutOfRange_IsRefused(int sends, int relay, string words) =>
        Assert.That(
            () => Of(1, Buffering.Replicated, new ScriptedCrash(sends, relay)).Explore(),
            Throws.ArgumentException.With.Message.EqualTo(words));

    private static ExplorationScenario Of(int broadcasts, Buffering buffering, params ScriptedCrash[] crashes) =>
        Scenarios.Of(3, broadcasts, 0, buffering).With(bounds => bounds with { ScriptedCrashes = crashes });
}
