namespace Course.Tests.Lab5;

public sealed class SlaveRelayTests
{
    [Test, AssignmentTest("A5.1", Points = 1, Slide = "Layers and events")]
    public void Slave_RelayThatIsNext_IsDeliveredAndAcknowledged()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);

        Assert.That(
            cat.ReceivesRelay(1, host: 2, local: 1, text: "a"), Is.EqualTo(new object[]
            {
                new Deliver(Epoch(1), Number(1), Id(2, 1), Text("a")),
                new SendAcknowledgement(Peer(1), Epoch(1), Through(1)),
            }),
            "accepted, handed to the application, and acknowledged at once: the relayer waits for it");
        cat.ReceivesRelay(2, host: 2, local: 2);
        Assert.That(cat.Managers.Last, Is.EqualTo(Through(2)));
        Assert.That(cat.Managers.BufferedCount, Is.EqualTo(1), "distributed buffering keeps the newest relay alone");
    }

    [Test, AssignmentTest("A5.1", Points = 0.5, Slide = "Layers and events")]
    public void Slave_RelayThatCameBefore_IsDiscardedAndAcknowledgedAgain()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);
        cat.ReceivesRelay(1, host: 2, local: 1);

        Assert.That(
            cat.ReceivesRelay(1, host: 2, local: 1).Select(effect => effect.GetType()),
            Is.EqualTo(new[] { typeof(Discard), typeof(SendAcknowledgement) }), "integrity: nothing is delivered twice");
    }

    [Test, AssignmentTest("A5.1", Points = 0.5, Slide = "When the relayer leaves")]
    public void Slave_RelayOfSomebodyElseOrOfAnotherEpoch_IsFenced()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);

        var ofAnotherPeer = cat.Handle(new ReceivedRelay(Peer(2), Epoch(1), Number(1), Id(2, 1), Nothing, Text("a")));
        var ofAnotherEpoch = cat.Handle(new ReceivedRelay(Peer(1), Epoch(2), Number(1), Id(2, 1), Nothing, Text("a")));

        Assert.That(ofAnotherPeer.Concat(ofAnotherEpoch), Has.Exactly(2).Items.And.All.TypeOf<Discard>());
        Assert.That(cat.Managers.Last, Is.EqualTo(Nothing), "one order has one relayer at a time");
    }

    [Test, AssignmentTest("A5.1", Points = 0.5, Slide = "Layers and events")]
    public void Slave_RelayBehindAGapOnAFifoLink_IsAProtocolViolation()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);

        Assert.That(
            () => cat.ReceivesRelay(2, host: 2, local: 2), Throws.TypeOf<ProtocolViolationException>(),
            "relay 1 cannot come any more; to discard relay 2 would lose both silently");
    }

    [Test, AssignmentTest("A5.1", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_RelaysOfOthersAndItsOwn_OnlyTheEchoLeavesThePendingQueue()
    {
        var bob = OnePeer.Started(2, members: 3, Distributed);
        bob.Broadcasts("mine");

        bob.ReceivesRelay(1, host: 3, local: 1);
        Assert.That(bob.Managers.PendingCount, Is.EqualTo(1), "3:1 is no echo of a broadcast of peer 2");

        bob.ReceivesRelay(2, host: 2, local: 1, text: "mine");
        Assert.That(bob.Managers.PendingCount, Is.Zero, "2:1 is");
    }
}
