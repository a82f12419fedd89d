namespace Course.Tests.Lab7;

public sealed class UnorderedLinkTests
{
    private static FaultToleranceOptions Unordered => Distributed with { Links = LinkOrder.Unordered };

    [Test, AssignmentTest("A7.1", Points = 2, Slide = "Assumptions")]
    public void Slave_RelayOvertakesAnother_IsHeldBackUntilItsTurn()
    {
        var cat = OnePeer.Started(3, members: 3, Unordered);

        Assert.That(cat.ReceivesRelay(2, host: 2, local: 2).OfType<Deliver>(), Is.Empty, "number 1 is still under way");
        Assert.That(
            cat.ReceivesRelay(1, host: 2, local: 1).OfType<Deliver>().Select(delivered => delivered.Sequence),
            Is.EqualTo(new[] { Number(1), Number(2) }));
    }

    [Test, AssignmentTest("A7.1", Points = 2, Slide = "Assumptions")]
    public void Slave_FinishOvertakesAFill_CountsWhenTheFillHasCome()
    {
        var cat = OnePeer.Started(3, members: 3, Unordered);
        cat.Loses(1);

        Assert.That(cat.ReceivesFinish(last: 1), Is.Empty, "the fill is still under way");
        Assert.That(cat.ReceivesRelay(1, host: 1, local: 1), Has.Member(new FinishedSynchronization(Epoch(2))));
    }

    [Test, AssignmentTest("A7.1", Points = 2, Slide = "Assumptions")]
    public void Master_BroadcastsOvertakeOneAnother_AreNumberedInLocalOrder()
    {
        var ann = OnePeer.Started(1, members: 2, Replicated() with { Links = LinkOrder.Unordered });
        ann.ReceivesBroadcast(host: 2, local: 3);
        ann.ReceivesBroadcast(host: 2, local: 2);

        Assert.That(
            ann.ReceivesBroadcast(host: 2, local: 1).OfType<PassBroadcast>().Select(passed => passed.Id),
            Is.EqualTo(new[] { Id(2, 1), Id(2, 2), Id(2, 3) }), "FIFO is promised to the application, whatever the links do");
    }

    [Test, AssignmentTest("A7.1", Points = 1, Slide = "Assumptions")]
    public void Slave_MoreEarlyRelaysThanTwoWindows_IsAProtocolViolation()
    {
        var cat = OnePeer.Started(3, members: 3, Unordered with { Window = 2, AcknowledgeEvery = 1 });
        for (var number = 2; number <= 5; number++) cat.ReceivesRelay(number, host: 2, local: number);
        cat.ReceivesRelay(5, host: 2, local: 5);

        Assert.That(
            () => cat.ReceivesRelay(6, host: 2, local: 6), Throws.TypeOf<ProtocolViolationException>(),
            "no relayer sends so far ahead: number 1 was lost. A duplicate takes no room");
    }

    [Explore(Peers = 2, Broadcasts = 3, Links = LinkKind.Bag)]
    [AssignmentTest("A7.1", Points = 2, Guarantee = "validity", Slide = "Assumptions")]
    [AssignmentTest("A7.1", Points = 1, Guarantee = "FIFO", Reason = "the certificate", Slide = "Assumptions")]
    public void FramesOvertakeOneAnother_ThreeBroadcasts_KeepsAtomicBroadcast(World world)
    {
        world.Peer(1).Broadcast("a");
        world.Peer(2).Broadcast("b");
        world.Peer(2).Broadcast("c");
        world.Check(AtomicBroadcast.All);
    }
}
