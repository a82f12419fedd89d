using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>Schedules D12 to D22; D21 is about uniform delivery, which is not built.</summary>
public sealed class SchedulesTwelveToTwentyTwoTests
{
    [Test]
    public void D12_OnlyOnePeerBroadcastsAndNoTimerRuns_WindowMovesOn()
    {
        var network = new ManagerNetwork(3, Replicated(window: 4, every: 2));
        for (var i = 0; i < 20; i++) network.Broadcast(2);
        while (network.Moves().Any()) foreach (var (from, to) in network.Moves().ToList()) network.Deliver(from, to);

        Assert.That(network[3].Delivered, Has.Count.EqualTo(20), "no Idle was raised");
        Assert.That(network.Peers.Select(peer => peer.Managers.BufferedCount), Is.All.AtMost(4));
    }

    [Test]
    public void D13_ListenerIsStoppedAndThenDeadWithTheWindowFull_StabilityFollowsTheLeave()
    {
        var network = new ManagerNetwork(4, Replicated(window: 4, every: 2));
        network.Hold((1, 4));
        for (var i = 0; i < 10; i++) network.Broadcast(2);
        network.Settle();
        Assume.That(network[2].Delivered, Has.Count.EqualTo(4), "the window is full");
        Assume.That(network[1].Managers.Stable, Is.EqualTo(Nothing));
        network.Crash(4);
        network.Settle();

        Assert.That(network[2].Delivered, Has.Count.EqualTo(10));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D14_ReplicaBroadcastsInsideTheDeliveryOfAFill_ItIsHeldUntilFinish()
    {
        var network = new ManagerNetwork(3, Distributed);
        network[3].Application = delivered =>
        {
            if (delivered.Id == Id(1, 1)) network.Broadcast(3, "answer");
        };
        network.Broadcast(1);
        network.Deliver(1, 1);
        network.Crash(1, (2, 1));
        network.Hold((2, 3));
        network.Settle();
        network.Deliver(2, 3); // Left
        network.Settle();
        network.Deliver(2, 3); // the fill
        Assert.That(network[3].Order, Is.EqualTo("1:1"));
        Assert.That(network[3].Of<HeldBroadcast>().Single().Id, Is.EqualTo(Id(3, 1)));
        Assert.That(network[3].Of<SendBroadcast>(), Is.Empty, "finish has not come");

        network.Release((2, 3));
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("1:1 3:1"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D15_NewRelayOvertakesFillAndFinishOnABagLink_AcceptedInOrder()
    {
        var cat = OnePeer.Started(3, 3, Distributed with { Links = LinkOrder.Unordered });
        cat.Left(1);

        Assert.That(cat.Relay(2, host: 2, local: 1).OfType<Deliver>(), Is.Empty, "held back");
        Assert.That(cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Through(1))), Is.Empty, "the fill is missing");
        var effects = cat.Relay(1, host: 1, local: 1);

        Assert.That(effects.OfType<Deliver>().Select(delivered => delivered.Sequence), Is.EqualTo(new[] { Number(1), Number(2) }));
        Assert.That(effects, Has.Member(new FinishedSynchronization(Epoch(2))));
    }

    [Test]
    public void D15_GapOnAFifoLink_IsAProtocolViolationThatNamesTheGap()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Relay(1, 1, 1);

        Assert.That(() => cat.Relay(4, 1, 4), Throws.TypeOf<ProtocolViolationException>()
            .With.Message.Contains("Peer 3").And.Message.Contains("relays 2 to 3 are missing").And.Message.Contains("rule 7"));
    }

    [TestCase(Buffering.Distributed)]
    [TestCase(Buffering.Replicated)]
    public void D16_HungRelayerIsDroppedByOnePeerAndWakesUp_ItEndsAndDeliversNothingMore(Buffering buffering)
    {
        var network = new ManagerNetwork(4, Replicated() with { Buffering = buffering });
        network.Broadcast(4);
        network.Hold((2, 3), (2, 4), (2, 1));
        network[2].Handle(new ProcessLeft(Peer(1), "silent for longer than the bound"));
        network.Deliver(4, 1); // 1 wakes up and relays to 3, which has not heard yet
        network.Deliver(1, 3);
        Assume.That(network[3].Order, Is.EqualTo("4:1"));
        network.Release((2, 1));
        network.Deliver(2, 1); // Left(1), told to 1 itself
        network.Settle();
        Assert.That(network[1].EndReason, Does.Contain("Peer 1 was excluded at epoch 1"));

        network.Release((2, 3), (2, 4));
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("4:1"));
        Assert.That(network[1].Order, Is.Empty);
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D17_OnlyTheLinkOfOneAndFourBreaks_OneExclusionIsKnownToAll()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Broadcast(3);
        network[4].Handle(new ProcessLeft(Peer(1), "bad frame"));
        network.Hold((1, 2), (1, 3));
        network.Settle();
        network.Release((1, 2), (1, 3));
        network.Settle();

        Assert.That(network[1].EndReason, Is.Not.Null);
        Assert.That(network.Correct.Select(peer => peer.Number), Is.EqualTo(new[] { 2, 3, 4 }));
        Assert.That(network[4].Order, Is.EqualTo("3:1"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(1)]
    public void D18_RelayersOwnBroadcastIsNumberedAndNotSentToOthers_NoSurvivorHasIt(int deliveredToItself)
    {
        var network = new ManagerNetwork(3, Distributed);
        network.Broadcast(1);
        network.Deliver(1, 1);
        for (var i = 0; i < deliveredToItself; i++) network.Deliver(1, 1);
        network.Crash(1);
        network.Broadcast(2);
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("2:1"));
        Assert.That(network[1].Delivered, Has.Count.EqualTo(deliveredToItself));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty, "validity is asked of correct peers only");
    }

    [Test]
    public void D19_RelayerDiesAfterAllRelaysBeforeTheOwnerHandlesItsEcho_NumberedOnceAndEchoedOnce()
    {
        var network = new ManagerNetwork(3, Distributed);
        network.Broadcast(3);
        network.Deliver(3, 1);
        network.Crash(1, (2, 1), (3, 1));
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("3:1"));
        Assert.That(network[3].Managers.PendingCount, Is.Zero);
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D20_PeerReceivedNothingInAnyEpochAndTwoRelayersDie_ItReportsTwice()
    {
        var network = new ManagerNetwork(3, Distributed);
        network.Crash(1);
        network.Settle();
        network.Crash(2);
        network.Settle();
        network.Broadcast(3);
        network.Settle();

        Assert.That(network[3].Of<SendReport>().Single().Report.Last, Is.EqualTo(Nothing));
        Assert.That(network[3].Order, Is.EqualTo("3:1"));
    }

    [Test]
    public void D20_FourthPeerReceivedNothingInAnyEpoch_ReportsToEachRelayerInTurn()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Crash(1);
        network.Settle();
        network.Crash(2);
        network.Settle();

        Assert.That(network[4].Of<SendReport>(), Is.EqualTo(new[]
        {
            new SendReport(Peer(2), Report(2, Nothing)),
            new SendReport(Peer(3), Report(3, Nothing)),
        }));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D22_RelayerObjectKnowsTheLeaveBeforeTheManager_NumbersDoNotShift()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Crash(4);
        network.Hold((4, 1), (4, 2), (4, 3));
        network[1].Clients = [2, 3, 1];
        for (var i = 0; i < 3; i++) network.Broadcast(2);
        network.Settle();
        Assume.That(network[1].Managers.PassedCount, Is.EqualTo(1), "the manager still counts 4 among the receivers");
        network.Release((4, 1), (4, 2), (4, 3));
        network.Settle();

        var delivered = network[3].Delivered.Select(it => (it.Sequence.Value, it.Id));
        Assert.That(delivered, Is.EqualTo(new[] { (1L, Id(2, 1)), (2L, Id(2, 2)), (3L, Id(2, 3)) }));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [TestCase(Buffering.Distributed)]
    [TestCase(Buffering.Replicated)]
    public void D22_ManagerKnowsTheLeaveBeforeTheRelayerObject_SendToTheDeadIsDiscarded(Buffering buffering)
    {
        var network = new ManagerNetwork(4, Replicated() with { Buffering = buffering });
        network.Broadcast(2);
        network.Settle();
        network.Crash(4);
        network.Settle();
        network[1].Clients = [2, 4, 3, 1];
        for (var i = 0; i < 3; i++) network.Broadcast(2);
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("2:1 2:2 2:3 2:4"));
        Assert.That(network[1].Of<Discard>().Count(it => it.Event == EventKind.SentRelay), Is.EqualTo(3));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }
}
