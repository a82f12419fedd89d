using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>The nine traps into which earlier implementations of the lecture fell, by number.</summary>
public sealed class TrapTests
{
    [Test]
    public void Trap1_RelayOfAnotherPeersBroadcast_LeavesThePendingQueueAlone()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Handle(new SentBroadcast(Text("mine")));

        bob.Relay(1, host: 3, local: 1);
        Assert.That(bob.Managers.PendingCount, Is.EqualTo(1));

        bob.Relay(2, host: 2, local: 1);
        Assert.That(bob.Managers.PendingCount, Is.Zero, "the echo removes it");
    }

    [Test]
    public void Trap2_SecondRelayerFailsAfterTheResend_BroadcastIsSentAThirdTime()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Broadcast(4);
        network.Crash(1);
        network.Hold((4, 2));
        network.Settle();
        network.Release((4, 2));
        network.Deliver(4, 2); // process-left told to 2
        network.Deliver(4, 2); // the report
        network.Settle();
        network.Broadcast(4);
        network.Broadcast(4);
        Assume.That(network.Link(4, 2), Has.Count.EqualTo(2), "sent to 2, still in the socket");
        network.Crash(2);
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("4:1 4:2 4:3"));
        Assert.That(network[4].Of<SendBroadcast>().Count(sent => sent.Resend), Is.EqualTo(3));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void Trap3_ReportComesBeforeTheNewRelayerNoticedTheFailure_PhaseEnds()
    {
        var bob = OnePeer.Started(2, 3, Distributed);

        var effects = bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing)));

        Assert.That(effects, Has.Member(new BecameRelayer(Epoch(2))));
        Assert.That(effects, Has.Member(new SendFinishSynchronization(Peer(3), Epoch(2), Nothing)));
        Assert.That(bob.Managers.Live, Is.EqualTo(new[] { Peer(2), Peer(3) }), "the report tells that peer 1 has left");
    }

    [TestCase(Buffering.Distributed)]
    [TestCase(Buffering.Replicated)]
    public void Trap4_ClientLeavesInsideTheGroupCall_NextBroadcastIsRelayed(Buffering buffering)
    {
        var ann = OnePeer.Started(1, 3, Replicated(window: 2, every: 1) with { Buffering = buffering });
        for (var local = 1; local <= 3; local++) ann.Broadcast(2, local);
        ann.Handle(new SentRelay(Peer(2), Id(2, 1), Text("x")));
        ann.Relay(1, 2, 1);
        ann.Handle(new SentRelay(Peer(2), Id(2, 2), Text("x")));
        ann.Relay(2, 2, 2);
        ann.Acknowledge(2, 2);
        Assume.That(ann.Managers.InboxCount, Is.Positive);

        var effects = ann.Left(3);

        Assert.That(effects.OfType<PassBroadcast>(), Is.Not.Empty, "the wait set shrinks by process-left");
    }

    [Test]
    public void Trap5_SentIsNotDelivered_SecondRelayWaitsForEveryAcknowledgement()
    {
        var ann = OnePeer.Started(1, 3, Distributed);
        Assume.That(ann.Broadcast(2, 1).OfType<PassBroadcast>().Count(), Is.EqualTo(1));
        ann.Broadcast(2, 2);
        foreach (var to in new[] { 2, 3, 1 }) ann.Handle(new SentRelay(Peer(to), Id(2, 1), Text("x")));

        Assert.That(ann.Acknowledge(2, 1).OfType<PassBroadcast>(), Is.Empty, "peer 3 has not acknowledged");
        Assert.That(ann.Acknowledge(3, 1).OfType<PassBroadcast>().Single().Sequence, Is.EqualTo(Number(2)));
    }

    [Test]
    public void Trap6_PeerThatReceivedNothing_ReportsThatItReceivedNothing()
    {
        var cat = OnePeer.Started(3, 3, Distributed);

        var report = cat.Left(1).OfType<SendReport>().Single();

        Assert.That(report, Is.EqualTo(new SendReport(Peer(2), Report(2, Nothing))));
    }

    [Test]
    public void Trap7_RelayOfTheOldRelayerAfterTheNewEpochBegan_IsFenced()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Left(1);
        cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Nothing));

        var old = cat.Handle(new ReceivedRelay(Peer(1), Epoch(1), Number(1), Id(1, 1), Nothing, Text("old")));
        var wrongEpoch = cat.Handle(new ReceivedRelay(Peer(2), Epoch(1), Number(1), Id(1, 1), Nothing, Text("old")));

        Assert.That(old.Concat(wrongEpoch), Has.Exactly(2).Items.And.All.TypeOf<Discard>());
        Assert.That(cat.Managers.Last, Is.EqualTo(Nothing));
    }

    [Test]
    public void Trap8_NumberedBroadcastIsSentAgainByItsOwner_IsNumberedOnce()
    {
        var network = new ManagerNetwork(3, Distributed);
        network.Hold((1, 3), (1, 1)); // 3 never gets the echo of its own broadcast from 1
        network.Broadcast(3);
        network.Settle();
        Assume.That(network[2].Order, Is.EqualTo("3:1"));
        network.Crash(1);
        network.Release((1, 3));
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("3:1"), "the fill is the echo");
        Assert.That(network[2].Order, Is.EqualTo("3:1"));
        Assert.That(network[3].Of<SendBroadcast>().Count(sent => sent.Resend), Is.Zero);
    }

    [Test]
    public void Trap8_BroadcastComesTwice_SecondIsDiscarded()
    {
        var ann = OnePeer.Started(1, 3, Replicated());
        ann.Broadcast(2, 1);

        Assert.That(ann.Broadcast(2, 1).Single(), Is.TypeOf<Discard>());
    }

    [Test]
    public void Trap9_PeersKnowOfDifferentLeavesAtTheFailure_TheyMeetInOneEpoch()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Broadcast(4);
        network.Hold((1, 3), (2, 3), (4, 3));
        network.Crash(2);
        network.Settle(); // 1 and 4 know that 2 has left, 3 does not
        network.Crash(1);
        network.Deliver(1, 3);
        Assume.That(network[3].Managers.Relayer, Is.EqualTo(Peer(2)), "3 still counts 2 among the members when 1 dies");
        network.Release((1, 3), (2, 3), (4, 3));
        network.Settle();

        Assert.That(network.Correct.Select(peer => peer.Managers.Epoch), Is.All.EqualTo(Epoch(3)));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }
}
