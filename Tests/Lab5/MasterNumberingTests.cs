namespace Course.Tests.Lab5;

public sealed class MasterNumberingTests
{
    [Test, AssignmentTest("A5.4", Points = 1, Slide = "One order for all")]
    public void Master_FirstBroadcast_IsPassedUnderNumberOneAndNothingElseHappens()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);

        Assert.That(
            ann.ReceivesBroadcast(host: 3, local: 1, text: "a"),
            Is.EqualTo(new object[] { new PassBroadcast(Epoch(1), Number(1), Id(3, 1), Text("a")) }),
            "the relayer object multicasts what it is passed; this peer delivers it when the relay comes to itself, last");
    }

    [Test, AssignmentTest("A5.4", Points = 1, Slide = "One order for all")]
    public void Master_BroadcastThatHasANumber_IsDiscarded()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 3, local: 1);

        Assert.That(ann.ReceivesBroadcast(host: 3, local: 1).Single(), Is.TypeOf<Discard>(), "integrity: one number for each broadcast");
        Assert.That(ann.Managers.InboxCount, Is.Zero);
    }

    [Test, AssignmentTest("A5.4", Points = 0.5, Slide = "One order for all")]
    public void Master_GapOrForeignId_IsAProtocolViolation()
    {
        Assert.That(
            () => OnePeer.Started(1, members: 3, Distributed).ReceivesBroadcast(host: 2, local: 2),
            Throws.TypeOf<ProtocolViolationException>(), "2:1 is missing on a FIFO link");
        Assert.That(
            () => OnePeer.Started(1, members: 3, Distributed)
                .Handle(new ReceivedBroadcast(Peer(2), Epoch(1), Id(3, 1), Nothing, Text("a"))),
            Throws.TypeOf<ProtocolViolationException>(), "peer 2 broadcasts under its own number only");
    }

    [Test, AssignmentTest("A5.4", Points = 0.5, Slide = "When the relayer leaves")]
    public void Master_BroadcastOfAnotherEpochOrAtAClient_IsDiscarded()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        var bob = OnePeer.Started(2, members: 3, Distributed);

        Assert.That(
            ann.Handle(new ReceivedBroadcast(Peer(3), Epoch(2), Id(3, 1), Nothing, Text("a"))).Single(), Is.TypeOf<Discard>(),
            "its owner still has it and sends it again after finish");
        Assert.That(bob.ReceivesBroadcast(host: 3, local: 1).Single(), Is.TypeOf<Discard>(), "peer 2 does not relay");
    }

    [Test, AssignmentTest("A5.5", Points = 1.5, Slide = "When the relayer leaves")]
    public void Master_SecondBroadcast_WaitsUntilAllOthersHaveAcknowledgedTheFirst()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        var second = ann.ReceivesBroadcast(host: 2, local: 2);
        var oneHasAcknowledged = ann.ReceivesAcknowledgement(from: 2, last: 1);
        var allHaveAcknowledged = ann.ReceivesAcknowledgement(from: 3, last: 1);

        Assert.That(second, Is.Empty, "nobody has acknowledged number 1 when the second broadcast comes");
        Assert.That(oneHasAcknowledged, Is.Empty, "peer 3 has not: one relay at most may be partial");
        Assert.That(
            allHaveAcknowledged.OfType<PassBroadcast>().Select(passed => passed.Sequence), Is.EqualTo(new[] { Number(2) }));
    }

    [Test, AssignmentTest("A5.5", Points = 0.5, Reason = "told by A5.4, counted here", Slide = "Layers and events")]
    public void Master_LastReceivedOnABroadcast_CountsAsAcknowledgement()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        ann.ReceivesAcknowledgement(from: 3, last: 1);

        Assert.That(ann.ReceivesBroadcast(host: 2, local: 2, lastReceived: 1).Single(), Is.TypeOf<PassBroadcast>());
    }

    [Test, AssignmentTest("A5.5", Points = 0.5, Slide = "When the relayer leaves")]
    public void Master_AcknowledgementOfAnotherEpochOrAtAClient_IsDiscarded()
    {
        var ann = OnePeer.Started(1, members: 2, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        ann.ReceivesBroadcast(host: 2, local: 2);

        Assert.That(ann.Handle(new ReceivedAcknowledgement(Peer(2), Epoch(2), Through(1))).Single(), Is.TypeOf<Discard>());
        Assert.That(
            OnePeer.Started(2, members: 3, Distributed).ReceivesAcknowledgement(from: 3, last: 1).Single(), Is.TypeOf<Discard>(),
            "peer 2 does not relay");
    }
}
