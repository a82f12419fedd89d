namespace Course.Tests.Lab5;

public sealed class SentRelayTests
{
    [Test, AssignmentTest("A5.6", Points = 1, Slide = "Layers and events")]
    public void Master_SentRelays_AllBearTheNumberOfTheirBroadcast()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        var first = SendToAll(ann, local: 1);
        foreach (var from in new[] { 2, 3 }) ann.ReceivesAcknowledgement(from, last: 1);
        ann.ReceivesBroadcast(host: 2, local: 2);
        var second = SendToAll(ann, local: 2);

        Assert.That(
            first.Concat(second).Select(relay => (relay.To.Value, relay.Sequence.Value)),
            Is.EqualTo(new[] { (2, 1L), (3, 1L), (1, 1L), (2, 2L), (3, 2L), (1, 2L) }),
            "N sends of one broadcast, to this peer itself as well, are one message and bear one number");
    }

    [Test, AssignmentTest("A5.6", Points = 1, Slide = "When the relayer leaves")]
    public void Master_RelaySentToAll_IsNotAcknowledgedByThat()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        ann.ReceivesBroadcast(host: 2, local: 2);

        SendToAll(ann, local: 1);

        Assert.That(ann.ReceivesAcknowledgement(from: 2, last: 1), Is.Empty, "sent is not received: peer 3 may never get it");
        Assert.That(ann.Managers.PassedCount, Is.Zero, "number 1 has been sent to all its receivers");
    }

    [Test, AssignmentTest("A5.6", Points = 0.5, Slide = "Layers and events")]
    public void Master_SentRelayASecondTimeOrOfAnUnknownId_IsDiscarded()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        ann.SendsRelay(to: 2, host: 2, local: 1);

        Assert.That(ann.SendsRelay(to: 2, host: 2, local: 1).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.SendsRelay(to: 3, host: 3, local: 9).Single(), Is.TypeOf<Discard>());
    }

    [Test, AssignmentTest("A5.6", Points = 1, Slide = "Layers and events")]
    public void NumberedBroadcasts_ReceiverLeaves_NothingIsLeftToBeSentToIt()
    {
        var numbered = ThreeBroadcasts();
        Assert.That(numbered.TrySend(Peer(2), Id(5, 1), out var number) && number == Number(1));

        numbered.Leave(Peer(3));

        Assert.That(numbered.Count, Is.EqualTo(2), "number 1 has been sent to peer 2, and peer 3 need not get it");
        Assert.That(numbered.TrySend(Peer(2), Id(5, 2), out number) && number == Number(2), "sends are tied to numbers by id");

        var served = ThreeBroadcasts();
        served.TrySend(Peer(3), Id(5, 1), out _);
        served.Leave(Peer(3));
        Assert.That(served.TrySend(Peer(2), Id(5, 1), out _), "peer 3 got number 1 before it left; peer 2 must get it still");
    }

    [Test, AssignmentTest("A5.6", Points = 0.5, Slide = "Layers and events")]
    public void NumberedBroadcasts_RelayerObjectLeavesABroadcastOut_IsAProtocolViolation() =>
        Assert.That(
            () => ThreeBroadcasts().TrySend(Peer(2), Id(5, 2), out _), Throws.TypeOf<ProtocolViolationException>(),
            "peer 2 has not got number 1: counting sends instead of looking at ids would give 5:2 the number of 5:1");

    private static List<SendRelay> SendToAll(OnePeer relayer, long local) =>
        [.. new[] { 2, 3, 1 }.SelectMany(to => relayer.SendsRelay(to, host: 2, local)).OfType<SendRelay>()];

    private static NumberedBroadcasts ThreeBroadcasts()
    {
        var numbered = new NumberedBroadcasts(Peer(5));
        numbered.StartAfter(Nothing, [Peer(2), Peer(3)]);
        for (var local = 1; local <= 3; local++) numbered.Add(Number(local), Id(5, local), receivers: 2);
        return numbered;
    }
}
