using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

public sealed class MasterManagerTests
{
    [Test]
    public void Master_ReceivedBroadcast_PassesItUnderTheNextNumber()
    {
        var ann = OnePeer.Started(1, 3, Replicated());
        ann.Broadcast(2, 1);

        Assert.That(ann.Broadcast(3, 1, text: "b").Single(), Is.EqualTo(new PassBroadcast(Epoch(1), Number(2), Id(3, 1), Text("b"))));
    }

    [Test]
    public void Master_SentRelays_AllBearTheNumberOfTheirBroadcast()
    {
        var ann = OnePeer.Started(1, 3, Replicated());
        ann.Broadcast(2, 1);
        ann.Broadcast(3, 1);

        var effects = new[] { 2, 3, 1 }.SelectMany(to => ann.Handle(new SentRelay(Peer(to), Id(2, 1), Text("a"))))
            .Concat(new[] { 2, 3, 1 }.SelectMany(to => ann.Handle(new SentRelay(Peer(to), Id(3, 1), Text("b")))))
            .Cast<SendRelay>().ToList();

        Assert.That(effects.Select(relay => (relay.To.Value, relay.Sequence.Value)), Is.EqualTo(new[]
        {
            (2, 1L), (3, 1L), (1, 1L), (2, 2L), (3, 2L), (1, 2L),
        }));
        Assert.That(ann.Managers.PassedCount, Is.Zero, "all N are served");
    }

    [Test]
    public void Master_SentRelayOfAnUnknownIdOrASecondTime_IsDiscarded()
    {
        var ann = OnePeer.Started(1, 3, Replicated());
        ann.Broadcast(2, 1);
        ann.Handle(new SentRelay(Peer(2), Id(2, 1), Text("a")));

        Assert.That(ann.Handle(new SentRelay(Peer(2), Id(2, 1), Text("a"))).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.Handle(new SentRelay(Peer(2), Id(3, 9), Text("a"))).Single(), Is.TypeOf<Discard>());
    }

    [Test]
    public void Master_RelayerObjectLeavesABroadcastOut_IsAProtocolViolation()
    {
        var ann = OnePeer.Started(1, 3, Replicated());
        ann.Broadcast(2, 1);
        ann.Broadcast(2, 2);

        Assert.That(
            () => ann.Handle(new SentRelay(Peer(3), Id(2, 2), Text("b"))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("2:2").And.Message.Contains("rule 17"));
    }

    [Test]
    public void Master_ReplicatedBuffering_StopsAtTheWindowAndGoesOnWhenAllHaveAcknowledged()
    {
        var ann = OnePeer.Started(1, 3, Replicated(window: 4, every: 2));
        var passed = Enumerable.Range(1, 6).SelectMany(local => ann.Broadcast(2, local)).OfType<PassBroadcast>().Count();
        Assert.That(passed, Is.EqualTo(4));

        Assert.That(ann.Acknowledge(2, 2).OfType<PassBroadcast>(), Is.Empty, "3 has acknowledged nothing");
        Assert.That(ann.Acknowledge(3, 2).OfType<PassBroadcast>(), Is.Empty, "its own last counts, too");
        ann.Relay(1, 2, 1);
        Assert.That(ann.Relay(2, 2, 2).OfType<PassBroadcast>().Single().Sequence, Is.EqualTo(Number(6)));
        Assert.That(ann.Managers.Stable, Is.EqualTo(Through(2)));
    }

    [Test]
    public void Master_LastReceivedOnABroadcast_CountsAsAcknowledgement()
    {
        var ann = OnePeer.Started(1, 2, Replicated());
        ann.Broadcast(2, 1);
        ann.Relay(1, 2, 1);
        ann.Broadcast(2, 2, lastReceived: 1);

        Assert.That(ann.Managers.Stable, Is.EqualTo(Through(1)));
    }

    [Test]
    public void Master_BroadcastUnderAForeignId_IsAProtocolViolation() =>
        Assert.That(
            () => OnePeer.Started(1, 3, Distributed).Handle(new ReceivedBroadcast(Peer(2), Epoch(1), Id(3, 1), Nothing, Text("a"))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("integrity"));

    [Test]
    public void Master_GapInASendersBroadcastsOnAFifoLink_IsAProtocolViolation() =>
        Assert.That(
            () => OnePeer.Started(1, 3, Distributed).Broadcast(2, 2),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("the next of this sender is 2:1"));

    [Test]
    public void Master_BroadcastsOutOfOrderOnABagLink_AreNumberedInLocalOrder()
    {
        var ann = OnePeer.Started(1, 3, Replicated() with { Links = LinkOrder.Unordered });
        ann.Broadcast(2, 3);
        ann.Broadcast(2, 2);

        var passed = ann.Broadcast(2, 1).OfType<PassBroadcast>();

        Assert.That(passed.Select(broadcast => broadcast.Id), Is.EqualTo(new[] { Id(2, 1), Id(2, 2), Id(2, 3) }));
    }

    [Test]
    public void Master_EventsForTheRelayerAtAClient_AreDiscarded()
    {
        var bob = OnePeer.Started(2, 3, Distributed);

        Assert.That(bob.Broadcast(3, 1).Single(), Is.TypeOf<Discard>());
        Assert.That(bob.Acknowledge(3, 1).Single(), Is.TypeOf<Discard>());
        Assert.That(bob.Handle(new SentRelay(Peer(3), Id(3, 1), Text("a"))).Single(), Is.TypeOf<Discard>());
        Assert.That(bob.Handle(new ReceivedReport(Peer(3), Report(1, Nothing))).Single(), Is.TypeOf<Discard>(), "for another relayer");
    }

    [Test]
    public void Master_OldEpochAtTheNewRelayer_IsFenced()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Left(1);
        bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing)));

        Assert.That(bob.Handle(new ReceivedBroadcast(Peer(3), Epoch(1), Id(3, 1), Nothing, Text("a"))).Single(), Is.TypeOf<Discard>());
        Assert.That(bob.Handle(new ReceivedAcknowledgement(Peer(3), Epoch(1), Through(9))).Single(), Is.TypeOf<Discard>());
    }

    [Test]
    public void Master_TakesOver_AcceptsFillsFinishesInThisOrder()
    {
        var bob = OnePeer.Started(2, 4, Replicated());
        bob.Relay(1, 4, 1, text: "a");
        bob.Left(1);
        bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing)));

        var effects = bob.Handle(new ReceivedReport(Peer(4), Report(2, Through(2), Entry(1, 4, 1, "a"), Entry(2, 1, 1, "b"))));

        Assert.That(effects, Is.EqualTo(new object[]
        {
            new Deliver(Epoch(2), Number(2), Id(1, 1), Text("b")),
            new SendRelay(Peer(3), Epoch(2), Number(1), Id(4, 1), Nothing, Text("a"), Fill: true),
            new SendRelay(Peer(3), Epoch(2), Number(2), Id(1, 1), Nothing, Text("b"), Fill: true),
            new SendFinishSynchronization(Peer(3), Epoch(2), Through(2)),
            new SendFinishSynchronization(Peer(4), Epoch(2), Through(2)),
            new FinishedSynchronization(Epoch(2)),
        }));
    }

    [Test]
    public void Master_FillsUnderDistributedBuffering_CountWhenTheyAreAcknowledged()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Relay(1, 1, 1);
        bob.Left(1);
        bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing)));

        Assert.That(bob.Broadcast(3, 1).OfType<PassBroadcast>(), Is.Empty);
        Assert.That(bob.Acknowledge(3, 1).OfType<PassBroadcast>().Single().Sequence, Is.EqualTo(Number(2)));
    }

    [Test]
    public void Master_TwoReportsNameDifferentMessagesUnderOneNumber_IsAProtocolViolation()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Relay(1, 1, 1);
        bob.Left(1);

        Assert.That(
            () => bob.Handle(new ReceivedReport(Peer(3), Report(2, Through(1), Entry(1, 3, 1, "other")))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("Peer 3 reports 3:1 under number 1"));
    }

    [Test]
    public void Master_ReportWithoutTheNewestRelay_IsAProtocolViolation()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Left(1);

        Assert.That(
            () => bob.Handle(new ReceivedReport(Peer(3), Report(2, Through(1)))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("rule 6"));
    }

    [Test]
    public void Master_NobodyKeptWhatAPeerLacks_IsAProtocolViolation()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Relay(1, 1, 1);
        bob.Relay(2, 1, 2);
        bob.Left(1);

        Assert.That(
            () => bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("Peer 3 lacks number 1"));
    }
}
