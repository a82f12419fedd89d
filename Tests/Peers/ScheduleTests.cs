using Course.Peers;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Checking;

namespace Course.Tests.Peers;

/// <summary>The protocol page's schedules that need whole peers: replicas, callers, links that break; by their numbers.</summary>
[TestFixture("Distributed")]
[TestFixture("Replicated")]
public sealed class ScheduleTests(string buffering)
{
    private SteppedSession NewSession(int peers) =>
        new SteppedSession(peers, buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated).Start().ReplicateLogs();

    [Test]
    public void D16_StoppedRelayerWakesAfterItsExclusionAndRelaysToOne_ItEndsAndThereIsNoSecondRelayer()
    {
        var session = NewSession(4);
        session[4].Ordered.Note("last of the old relayer");
        session.Pump();
        session.Stop(1);
        session.FindSilent(2, 1);
        session.Hold((2, 1), (2, 3), (2, 4));

        // 1 wakes with a broadcast in its socket, and relays it; 3 has not heard yet that 1 is excluded, 4 has.
        session.Wake(1);
        session.Deliver(4, 1);
        session.Deliver(1, 3);
        Assert.That(session[3].Log.Texts, Is.EqualTo(new[] { "last of the old relayer" }), "vacuous: 1 relayed to nobody after it woke");
        session.DeliverUntil(2, 4, () => session[4].Of(TraceEventKind.ProcessLeft).Any());
        session.DeliverAll(1, 4);
        Assert.That(session[4].Log.Texts, Is.Empty, "after process-left nothing of 1 is accepted");
        session[3].Ordered.Note("sent to the old relayer");
        session.Pump();
        session.DeliverAll(2, 1);
        session.DeliverAll(3, 1);
        var delivered = session[1].Log.Texts.Count;
        Assert.That(session[1].Peer.Ended.Result.Detail, Does.Contain("excluded at epoch 1"));

        session.Release((2, 1), (2, 3), (2, 4));
        session.Settle();
        Assert.That(session[1].Log.Texts, Has.Count.EqualTo(delivered), "the excluded peer delivers nothing more");
        foreach (var number in new[] { 2, 3, 4 })
        {
            Assert.That(
                session[number].Log.Texts, Is.EqualTo(new[] { "last of the old relayer", "sent to the old relayer" }), $"p{number}");
        }

        Assert.That(RelayersOf(session), Is.EqualTo(new[] { ("p1", 1), ("p2", 2) }), "no second relayer in any epoch");
        var witness = session.CheckHolds().Witness;
        Assert.That(
            (witness.Excluded.Single(), witness.LastEpoch, witness.Fills), Is.EqualTo(("p1", 2, 1)),
            "4 was filled, 2 took it from the report");
    }

    [Test]
    public void D17_OnlyOneLinkBreaksByABadFrame_OneExclusionIsKnownToAll([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var session = NewSession(4);
        session[3].Ordered.Note("before");
        session.Settle();
        foreach (var member in session.Members) member.Ordered.Note($"during, of {member.Name}");
        session.Pump();
        session[1].Transport.Send(session[4].Name, new byte[] { 0xc1, 0xff });
        // What 1 itself says of its end stays on its links: the others have only the word of 4.
        session.Hold((1, 2), (1, 3));
        session.Settle(random.Next);
        foreach (var number in new[] { 2, 3 })
        {
            Assert.That(session[number].Of(TraceEventKind.ReceivedLeft).Select(e => e.From), Has.Member("p4"), $"what p{number} was told");
            Assert.That(session[number].Peer.Managers!.Live, Has.Count.EqualTo(3), $"p{number} goes on without 1");
        }

        session.Release((1, 2), (1, 3));
        foreach (var number in new[] { 2, 3, 4 }) session[number].Ordered.Note($"after, of p{number}");
        session.Settle(random.Next);

        Assert.That(
            session[1].Peer.Ended.Result, Has.Property("Reason").EqualTo(LeaveReason.Excluded).And.Property("Detail").Contains("excluded"));
        Assert.That(
            session[4].Of(TraceEventKind.ProcessLeft).Single().Detail,
            Does.Contain("BadFrame").And.Contain("'p1' sent bytes that are no message"));
        foreach (var number in new[] { 2, 3, 4 })
        {
            Assert.That(
                session[number].Of(TraceEventKind.ProcessLeft)
                .Select(e => e.From), Is.EqualTo(new[] { "p1" }), $"what p{number} saw leave");
            Assert.That(session[number].Peer.Managers!.Live, Has.Count.EqualTo(3));
        }

        Assert.That(RelayersOf(session), Is.EqualTo(new[] { ("p1", 1), ("p2", 2) }), "4 does not elect alone");
        var report = session.CheckHolds();
        Assert.That(report.Witness.Excluded, Is.EqualTo(new[] { "p1" }));
        Assert.That(session[2].Log.Texts, Has.Count.GreaterThanOrEqualTo(7));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void D18_RelayersOwnBroadcastIsNumberedAndSentToNobody_NoSurvivorOwesIt(int deliveredToItself)
    {
        var session = NewSession(3);
        session[1].Ordered.Note("its own");
        // Steps of 1: the call, the received broadcast (numbered, relayed), its own relay (delivered).
        session[1].Loop.Pump(2 + deliveredToItself);
        Assert.That(
            session[1].Of(TraceEventKind.SentRelay)
            .Select(e => e.To), Is.EqualTo(new[] { "p2", "p3", "p1" }), "vacuous: it was not numbered");
        session.Crash(1, _ => 0);
        session[2].Ordered.Note("rival");
        session.Settle();

        Assert.That(session[1].Log.Texts, Has.Count.EqualTo(deliveredToItself));
        Assert.That(session.Survivors.Select(member => member.Log.Texts), Is.All.EqualTo(new[] { "rival" }));
        var report = session.CheckHolds();
        Assert.That(report[Guarantee.UniformAgreement].Outcome, Is.EqualTo(deliveredToItself == 0 ? Outcome.Holds : Outcome.Reported));
        Assert.That(report.Witness.KilledRelayers, Is.EqualTo(new[] { "p1" }));
    }

    [TestCase(1, 1, TestName = "D19_RelayerDiesBeforeTheOwnerHandlesItsEcho_AwaitedCallCompletesOnce(all relays sent)")]
    [TestCase(1, 0, TestName = "D19_RelayerDiesBeforeTheOwnerHandlesItsEcho_AwaitedCallCompletesOnce(the echo is a fill)")]
    [TestCase(0, 1, TestName = "D19_RelayerDiesBeforeTheOwnerHandlesItsEcho_AwaitedCallCompletesOnce(the echo alone was sent)")]
    [TestCase(0, 0, TestName = "D19_RelayerDiesBeforeTheOwnerHandlesItsEcho_AwaitedCallCompletesOnce(no relay was sent)")]
    public void D19_RelayerDiesBeforeTheOwnerHandlesItsEcho_AwaitedCallCompletesOnce(int sentToTwo, int sentToOwner)
    {
        var session = NewSession(3);
        var call = session[3].Ordered.Append("awaited");
        session.Pump();
        session.Deliver(3, 1);
        session.Crash(1, to => to == 2 ? sentToTwo : sentToOwner);
        Assert.That(call.IsCompleted, Is.False, "the owner has not handled its echo");
        session.Settle();
        session[3].Ordered.Note("next");
        session.Settle();

        Assert.That(call.Result, Is.EqualTo(1));
        Assert.That(
            session[3].Of(TraceEventKind.Delivered)
            .Select(e => e.Id), Is.EqualTo(new TraceId?[] { new("p3", 1), new("p3", 2) }), "carried out once");
        Assert.That(session.Survivors.Select(member => member.Log.Texts), Is.All.EqualTo(new[] { "awaited", "next" }));
        var own = new TraceId("p3", 1);
        var numbers = session.Members.SelectMany(member => member.Of(TraceEventKind.SentRelay)).Where(e => e.Id == own)
            .Select(e => e.Sequence).Distinct();
        Assert.That(numbers, Is.EqualTo(new long?[] { 1 }), "numbered once");
        var witness = session.CheckHolds().Witness;
        Assert.That(witness.Resends, Is.EqualTo(sentToTwo + sentToOwner == 0 ? 1 : 0));
        Assert.That(witness.Fills, Is.EqualTo((sentToTwo, sentToOwner) == (1, 0) ? 1 : 0));
    }

    [TestCase(4, TestName = "D22_NextRelayIsNumberedInTheStepThatLearnsOfALeave_NumbersDoNotShift(from its own link)")]
    [TestCase(3, TestName = "D22_NextRelayIsNumberedInTheStepThatLearnsOfALeave_NumbersDoNotShift(told by another)")]
    public void D22_NextRelayIsNumberedInTheStepThatLearnsOfALeave_NumbersDoNotShift(int teller)
    {
        var session = new SteppedSession(4, new Ordering { FaultTolerance = NarrowOptions() }).Start().ReplicateLogs();
        string[] texts = ["1", "2", "3", "4"];
        foreach (var text in texts) session[2].Ordered.Note(text);
        session.Hold((1, 4), (4, 1), (3, 1));
        session.Settle();
        session.Release((3, 1));
        session.Settle();
        Assert.That(session[2].Log.Texts, Has.Count.LessThan(4), "vacuous: nothing waits for 4");
        session.Crash(4);

        // The relayer object asks the connection manager who is live, the master manager counts its own receivers: both learn in one step.
        if (teller == 3)
        {
            session.DeliverAll(4, 3);
            session.DeliverAll(3, 1);
        }
        else
        {
            session.DeliverAll(4, 1);
        }

        Assert.That(session[1].Of(TraceEventKind.ReceivedLeft).Any(), Is.EqualTo(teller == 3));
        session.Release((1, 4), (4, 1));
        session.Settle();

        Assert.That(session.Survivors.Select(member => member.Log.Texts), Is.All.EqualTo(texts));
        var numbers = session[3].Of(TraceEventKind.ReceivedRelay).Select(e => (e.Sequence, e.Id));
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, 4).Select(number => ((long?)number, (TraceId?)new TraceId("p2", number)))));
        var last = session[1].Of(TraceEventKind.SentRelay).Where(e => e.Sequence == 4).Select(e => e.To);
        Assert.That(last, Is.EqualTo(new[] { "p2", "p3", "p1" }), "N is the live set when the broadcast was numbered");
        Assert.That(session.CheckHolds().Witness.KilledClients, Is.EqualTo(new[] { "p4" }));
    }

    /// <summary>Under replicated buffering the window is so small that a listener holds the relayer up there as well.</summary>
    private Course.FaultTolerance.FaultToleranceOptions NarrowOptions() => buffering == "Distributed"
        ? Ordering.Distributed.FaultTolerance!
        : Ordering.Replicated.FaultTolerance! with { Window = 2, AcknowledgeEvery = 1 };

    private static IEnumerable<(string Name, int Epoch)> RelayersOf(SteppedSession session) =>
        from member in session.Members
        from became in member.Of(TraceEventKind.BecameRelayer)
        select (member.Name.Value, became.Epoch!.Value);
}
