using System.Text.Json.Nodes;
using Course.FaultTolerance;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Rebuilding;
using Course.Tests.Simulation.Exploring;
using NUnit.Framework.Constraints;

namespace Course.Tests.Simulation.Rebuilding;

/// <summary>A run is made a schedule of, from its traces alone, and the schedule shows what the run showed.</summary>
[TestFixture]
internal sealed class ScheduleFromTracesTests
{
    [Test]
    public void Rebuild_AnyRunWithCrashesAndGoodbyes_DeliversTheSameEverywhere(
        [Values] Buffering buffering, [Range(1, 40)] int seed)
    {
        var scenario = Scenarios.Of(4, 8, 2, buffering).With(bounds => bounds with { Leaves = 1 });
        var played = RandomSchedules.Play(scenario, seed);
        var rebuilt = ScheduleFromTraces.Rebuild(RandomSchedules.RunOf(played), OptionsOf(buffering));
        Assert.That(rebuilt.Parting, Is.Null, string.Join('\n', StoryTeller.Tell(rebuilt.Played)));
        Assert.That(rebuilt.Played.IsQuiet, Is.True);
        Assert.That(
            rebuilt.Played.Peers.Select(RandomSchedules.Deliveries), Is.EqualTo(played.Peers.Select(RandomSchedules.Deliveries)));
        Assert.That(rebuilt.Played.Facts.Killed, Is.EquivalentTo(played.Facts.Killed!));
    }

    [TestCase(3, 2, Buffering.Replicated)]
    [TestCase(3, 3, Buffering.Distributed)]
    [TestCase(4, 2, Buffering.Replicated)]
    public void Rebuild_RunThatBreaksAGuarantee_FindsItAgain(int peers, int broadcasts, Buffering buffering)
    {
        var scenario = Scenarios.Of(peers, broadcasts, 1, buffering).With(bounds => bounds with { Guarantees = AtomicBroadcast.Uniform });
        var failing = SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), scenario.Explore().Schedule!);
        var rebuilt = ScheduleFromTraces.Rebuild(RandomSchedules.RunOf(failing), OptionsOf(buffering));
        Assert.That(rebuilt.Parting, Is.Null);
        Assert.That(rebuilt.Broken.Where(broken => broken.InTheRun != broken.InTheSchedule), Is.Empty);
        Assert.That(rebuilt.Broken.Select(broken => broken.Guarantee), Does.Contain(failing.Violation!.Guarantee));
        Assert.That(rebuilt.Played.Violation!.Text, Is.EqualTo(failing.Violation.Text));
    }

    [Test]
    public void Rebuild_TokenOfTheSchedule_TellsTheSameStory()
    {
        var rebuilt = ScheduleFromTraces.Rebuild(RandomSchedules.RunOf(RandomSchedules.Play(Scenarios.Of(3, 4, 1), 7)), null);
        var token = ReplayToken.Parse(rebuilt.Scenario.TokenOf(rebuilt.Played.Schedule).ToString());
        var again = ExplorationScenario.FromOptions(token.Scenario);
        Assert.That(
            StoryTeller.Tell(SchedulePlayer.Play(again.Bounds, again.Blueprint(), token.Schedule)),
            Is.EqualTo(StoryTeller.Tell(rebuilt.Played)));
    }

    /// <summary>At a relayer with a busy loop, its own broadcast waits behind those that came before it.</summary>
    [Test]
    public void Rebuild_RelayersOwnBroadcastInItsQueue_IsNumberedInItsTurn()
    {
        var played = Play(
            Scenarios.Of(3, 3, 0), "call.2_2.broadcast-p2-1.1_call.1_1.relay-1-1.2_1.relay-1-2.2_1.relay-1-1.3_1.relay-1-2.3");
        var run = RandomSchedules.RunOf(played, record => record.Name == "p1" ? CalledEarlier(record) : record);
        var rebuilt = ScheduleFromTraces.Rebuild(run, null);
        Assert.That(rebuilt.Parting, Is.Null);
        Assert.That(rebuilt.Played.Peers.Select(RandomSchedules.Deliveries), Is.EqualTo(played.Peers.Select(RandomSchedules.Deliveries)));
    }

    [Test]
    public void Rebuild_AcknowledgementOfAHeartbeat_IsATick()
    {
        var played = Play(Scenarios.Of(2, 1, 0), "call.2_2.broadcast-p2-1.1_1.relay-1-1.2_tick.2_2.acknowledgement-1-1.1");
        var rebuilt = ScheduleFromTraces.Rebuild(RandomSchedules.RunOf(played), null);
        Assert.That(
            rebuilt.Scenario.TokenOf(rebuilt.Played.Schedule).ToString(),
            Does.EndWith("__call.2_2.broadcast-p2-1.1_1.relay-1-1.2_tick.2_2.acknowledgement-1-1.1"));
    }

    [Test]
    public void Rebuild_PeerTakenForDeadWhileItLives_IsSuspectedAndExcludedAgain()
    {
        var scenario = Scenarios.Of(3, 2, 0).With(bounds => bounds with { Suspicions = 1 });
        var played = RandomSchedules.PlayOn(scenario, "call.2_2.broadcast-p2-1.1_suspect.3.1");
        var rebuilt = ScheduleFromTraces.Rebuild(RandomSchedules.RunOf(played), null);
        Assert.That(rebuilt.Parting, Is.Null);
        Assert.That(rebuilt.Scenario.Bounds.Suspicions, Is.EqualTo(1));
        Assert.That(rebuilt.Played.Peers.Select(Ends), Is.EqualTo(played.Peers.Select(Ends)).And.Some.Not.Empty);

        static IEnumerable<string?> Ends(PeerRecord record) =>
            record.Events.Where(e => e.Event == TraceEventKind.SessionEnded).Select(e => e.Detail);
    }

    [Test]
    public void Rebuild_AcknowledgementsStillOnTheirWay_ArePlayedToTheEnd()
    {
        var played = Play(
            Scenarios.Of(3, 1, 0, Buffering.Distributed), "call.2_2.broadcast-p2-1.1_1.relay-1-1.2_1.relay-1-1.3");
        var rebuilt = ScheduleFromTraces.Rebuild(RandomSchedules.RunOf(played), OptionsOf(Buffering.Distributed));
        Assert.That((played.IsQuiet, rebuilt.Played.IsQuiet, rebuilt.Parting), Is.EqualTo((false, true, (string?)null)));
    }

    [Test]
    public void Rebuild_TraceWithTwoDeliveriesSwapped_SaysWhereTheTwoPart()
    {
        var run = Changed(Scenarios.Of(3, 3, 0), "p2", Swapped);
        var rebuilt = ScheduleFromTraces.Rebuild(run, null);
        Assert.That(rebuilt.Parting, Does.Match("^p2 delivers p[1-3]:1 at position 1, and p[1-3]:1 in the simulator$"));
        Assert.That(rebuilt.Broken.Single(broken => broken.Guarantee == Guarantee.TotalOrder), Is.EqualTo(
            new BrokenGuarantee(Guarantee.TotalOrder, "total order", InTheRun: true, InTheSchedule: false)));
    }

    [Test]
    public void Rebuild_RelayThatNobodySent_SaysAtWhichLineAndWhy()
    {
        var run = Changed(Scenarios.Of(3, 2, 0), "p3", Renumbered);
        Assert.That(
            ScheduleFromTraces.Rebuild(run, null).Parting,
            Does.Match(@"^p3, line \d+ of its trace: it receives relay-1-9 from p1, and in the simulator relay-1-1.* on that link"));
    }

    [Test]
    public void Rebuild_FramesWithoutEvents_AreNamedAsPlainCalls()
    {
        var run = Changed(Scenarios.Of(3, 2, 0), "p1", Later);
        Assert.That(ScheduleFromTraces.Rebuild(run, null).Notes, Has.Some.StartsWith("1 frames from p1 to p2 have no event: plain calls"));
    }

    [Test]
    public void Rebuild_RunBeyondTheBounds_IsRefusedInWords()
    {
        Assert.That(() => ScheduleFromTraces.Rebuild(Started(7, 0), null), Refused("the run has 7 peers, and a schedule has 2 to 6"));
        Assert.That(() => ScheduleFromTraces.Rebuild(Started(3, 41), null), Refused("the run has 41 broadcasts"));
        Assert.That(() => ScheduleFromTraces.Rebuild(Started(3, 0, "p1 p2 p9"), null), Refused("there is no trace of p9"));
        Assert.That(
            () => ScheduleFromTraces.Rebuild(new RunHistory([new PeerRecord("p1", [])], new RunFacts()), null),
            Refused("no trace holds session-started"));
    }

    private static JsonObject OptionsOf(Buffering buffering) =>
        new() { ["buffering"] = buffering == Buffering.Distributed ? "distributed" : "replicated" };

    private static ContainsConstraint Refused(string words) =>
        Throws.TypeOf<NotRebuildableException>().With.Message.Contains(words);

    private static RunHistory Started(int peers, int calls, string? members = null)
    {
        var names = Enumerable.Range(1, peers).Select(peer => $"p{peer}").ToList();
        var started = new TraceEvent { Event = TraceEventKind.SessionStarted, Detail = members ?? string.Join(' ', names) };
        var broadcasts = Enumerable.Range(1, calls)
            .Select(local => new TraceEvent { Peer = "p1", Event = TraceEventKind.HeldBroadcast, Id = new TraceId("p1", local) });
        return new RunHistory(
            names.Select(name => new PeerRecord(name, name == "p1" ? [started with { Peer = name }, .. broadcasts] : [])), new RunFacts());
    }

    private static RunHistory Changed(ExplorationScenario scenario, string peer, Func<PeerRecord, PeerRecord> change) =>
        RandomSchedules.RunOf(RandomSchedules.Play(scenario, 1), record => record.Name == peer ? change(record) : record);

    private static PlayedSchedule Play(ExplorationScenario scenario, string schedule) =>
        SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), ReplayToken.Parse("__" + schedule).Schedule);

    private static PeerRecord CalledEarlier(PeerRecord record)
    {
        var events = record.Events.ToList();
        var call = events.FindIndex(e => e.Event == TraceEventKind.SentBroadcast);
        var first = events.FindIndex(e => e.Event == TraceEventKind.ReceivedBroadcast);
        Assert.That(call, Is.GreaterThan(first));
        var moved = events[call] with { Time = events[first].Time };
        events.RemoveAt(call);
        events.Insert(first, moved);
        return record with { Events = events };
    }

    private static PeerRecord Swapped(PeerRecord record)
    {
        var events = record.Events.ToList();
        int[] deliveries = [.. Enumerable.Range(0, events.Count).Where(i => events[i].Event == TraceEventKind.Delivered).Take(2)];
        (events[deliveries[0]], events[deliveries[1]]) = (events[deliveries[1]], events[deliveries[0]]);
        return record with { Events = events };
    }

    private static PeerRecord Renumbered(PeerRecord record) => record with
    {
        Events = [.. record.Events.Select(e => e is { Event: TraceEventKind.ReceivedRelay, Sequence: 1 } ? e with { Sequence = 9 } : e)],
    };

    private static PeerRecord Later(PeerRecord record) => record with
    {
        Events = [.. record.Events.Select(e => e is { To: "p2", Link: { } link } ? e with { Link = link + 1 } : e)],
    };
}
