using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

public sealed class SlaveManagerTests
{
    [Test]
    public void Slave_SentBroadcast_GetsTheNextIdAndCarriesTheLastReceived()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Relay(1, 1, 1);

        bob.Handle(new SentBroadcast(Text("a")));
        var effects = bob.Handle(new SentBroadcast(Text("b")));

        Assert.That(effects.Single(), Is.EqualTo(new SendBroadcast(Peer(1), Epoch(1), Id(2, 2), Through(1), Text("b"), Resend: false)));
        Assert.That(bob.Managers.LastLocalNumber, Is.EqualTo(2));
    }

    [Test]
    public void Slave_MorePendingThanTheBound_RefusesBeforeAnythingChanges()
    {
        var bob = OnePeer.Started(2, 3, Distributed with { MaximumPending = 1 });
        bob.Handle(new SentBroadcast(Text("a")));

        Assert.That(() => bob.Handle(new SentBroadcast(Text("b"))), Throws.TypeOf<ProtocolViolationException>()
            .With.Message.Contains("MaximumPending allows 1").And.Message.Contains("rule 11"));
        Assert.That(bob.Managers.LastLocalNumber, Is.EqualTo(1));
    }

    [Test]
    public void Slave_RelayUnderDistributedBuffering_IsDeliveredAndAcknowledged()
    {
        var cat = OnePeer.Started(3, 3, Distributed);

        Assert.That(cat.Relay(1, 2, 1, text: "a"), Is.EqualTo(new object[]
        {
            new Deliver(Epoch(1), Number(1), Id(2, 1), Text("a")),
            new SendAcknowledgement(Peer(1), Epoch(1), Through(1)),
        }));
        Assert.That(cat.Managers.BufferedCount, Is.EqualTo(1));
    }

    [Test]
    public void Slave_RelayTwice_IsDiscardedAndAcknowledgedAgain()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Relay(1, 2, 1);

        var effects = cat.Relay(1, 2, 1);

        Assert.That(effects.Select(effect => effect.GetType()), Is.EqualTo(new[] { typeof(Discard), typeof(SendAcknowledgement) }));
    }

    [Test]
    public void Slave_ReplicatedBuffering_AcknowledgesEveryKthRelay()
    {
        var cat = OnePeer.Started(3, 3, Replicated(window: 8, every: 3));

        var acknowledged = Enumerable.Range(1, 7).SelectMany(number => cat.Relay(number, 1, number)).OfType<SendAcknowledgement>();

        Assert.That(acknowledged.Select(sent => sent.Last), Is.EqualTo(new[] { Through(3), Through(6) }));
    }

    [Test]
    public void Slave_IdleUnderReplicatedBuffering_AcknowledgesOnceWhatWasNot()
    {
        var cat = OnePeer.Started(3, 3, Replicated(window: 8, every: 3));
        cat.Relay(1, 1, 1);

        Assert.That(cat.Handle(default(Idle)), Is.EqualTo(new object[] { new SendAcknowledgement(Peer(1), Epoch(1), Through(1)) }));
        Assert.That(cat.Handle(default(Idle)), Is.Empty);
    }

    [Test]
    public void Slave_IdleUnderDistributedBuffering_DoesNothing() =>
        Assert.That(OnePeer.Started(3, 3, Distributed).Handle(default(Idle)), Is.Empty);

    [Test]
    public void Slave_BroadcastUnderReplicatedBuffering_CountsAsAcknowledgement()
    {
        var cat = OnePeer.Started(3, 3, Replicated(window: 8, every: 3));
        cat.Relay(1, 1, 1);
        cat.Handle(new SentBroadcast(Text("a")));

        Assert.That(cat.Handle(default(Idle)), Is.Empty);
    }

    [Test]
    public void Slave_StableNumber_LetsItDropEntries()
    {
        var cat = OnePeer.Started(3, 3, Replicated());
        for (var number = 1; number <= 4; number++) cat.Relay(number, 1, number);
        cat.Relay(5, 1, 5, stable: 3);

        Assert.That(cat.Managers.BufferedCount, Is.EqualTo(2));
        Assert.That(cat.Managers.Stable, Is.EqualTo(Through(3)));
    }

    [Test]
    public void Slave_RelayerLeft_TellsThenReportsThenHolds()
    {
        var cat = OnePeer.Started(3, 4, Distributed);
        cat.Relay(1, 4, 1, text: "a");

        var left = cat.Left(1);
        var held = cat.Handle(new SentBroadcast(Text("b")));

        Assert.That(left, Is.EqualTo(new object[]
        {
            new SendLeft(Peer(1), Peer(1), "connection lost"),
            new CloseLink(Peer(1), "connection lost"),
            new SendLeft(Peer(2), Peer(1), "connection lost"),
            new SendLeft(Peer(4), Peer(1), "connection lost"),
            new EnteredSynchronization(Epoch(2), Peer(2)),
            new SendReport(Peer(2), Report(2, Through(1), Entry(1, 4, 1, "a"))),
        }));
        Assert.That(held, Is.EqualTo(new object[] { new HeldBroadcast(Id(3, 1)) }));
        Assert.That(cat.Managers.IsSynchronizing);
    }

    [Test]
    public void Slave_Finish_SendsTheWholeQueueInLocalOrder()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Handle(new SentBroadcast(Text("a")));
        cat.Left(1);
        cat.Handle(new SentBroadcast(Text("b")));

        Assert.That(cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Nothing)), Is.EqualTo(new object[]
        {
            new FinishedSynchronization(Epoch(2)),
            new SendBroadcast(Peer(2), Epoch(2), Id(3, 1), Nothing, Text("a"), Resend: true),
            new SendBroadcast(Peer(2), Epoch(2), Id(3, 2), Nothing, Text("b"), Resend: false),
        }));
        Assert.That(cat.Managers.PendingCount, Is.EqualTo(2), "they stay until their echo");
    }

    [Test]
    public void Slave_FinishWithAMissingFill_IsAProtocolViolation()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Left(1);

        Assert.That(
            () => cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Through(1))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("rule 12"));
    }

    [Test]
    public void Slave_FinishOutsideASynchronizationOrOfAnotherEpoch_IsDiscarded()
    {
        var cat = OnePeer.Started(3, 4, Distributed);
        Assert.That(cat.Handle(new ReceivedFinishSynchronization(Peer(1), Epoch(1), Nothing)).Single(), Is.TypeOf<Discard>());
        cat.Left(1);

        Assert.That(cat.Handle(new ReceivedFinishSynchronization(Peer(4), Epoch(2), Nothing)).Single(), Is.TypeOf<Discard>());
        Assert.That(cat.Managers.IsSynchronizing);
    }

    [Test]
    public void Slave_EchoOutOfLocalOrder_IsAProtocolViolation()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Handle(new SentBroadcast(Text("a")));
        bob.Handle(new SentBroadcast(Text("b")));

        Assert.That(() => bob.Relay(1, 2, 2), Throws.TypeOf<ProtocolViolationException>()
            .With.Message.Contains("2:2").And.Message.Contains("FIFO"));
    }

    [Test]
    public void Slave_RelayOfAnUnknownHost_IsAProtocolViolation() =>
        Assert.That(
            () => OnePeer.Started(3, 3, Distributed).Relay(1, 7, 1),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("no member"));

    [Test]
    public void Slave_RelaysBehindAGapWhenTheRelayerLeaves_AreForgotten()
    {
        var cat = OnePeer.Started(3, 3, Replicated() with { Links = LinkOrder.Unordered });
        cat.Relay(2, 1, 2, text: "old number 2");
        cat.Left(1);

        var effects = cat.Relay(1, 2, 1, text: "new number 1");

        Assert.That(effects.OfType<Deliver>().Single().Body, Is.EqualTo(Text("new number 1")));
    }

    [Test]
    public void Slave_MoreEarlyRelaysThanTheBound_IsAProtocolViolation()
    {
        var cat = OnePeer.Started(3, 3, Replicated(window: 2, every: 1) with { Links = LinkOrder.Unordered });
        for (var number = 2; number <= 5; number++) cat.Relay(number, 1, number);
        cat.Relay(5, 1, 5); // a duplicate takes no room

        Assert.That(() => cat.Relay(6, 1, 6), Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("4 are allowed"));
    }
}
