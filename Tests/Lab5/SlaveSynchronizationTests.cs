namespace Course.Tests.Lab5;

public sealed class SlaveSynchronizationTests
{
    [Test, AssignmentTest("A5.2", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_RelayerLeft_TellsThenReportsWhatItKeeps()
    {
        var cat = OnePeer.Started(3, members: 4, Distributed);
        cat.ReceivesRelay(1, host: 4, local: 1, text: "a");

        Assert.That(
            cat.Loses(1), Is.EqualTo(new object[]
            {
                new SendLeft(Peer(1), Peer(1), "connection lost"),
                new CloseLink(Peer(1), "connection lost"),
                new SendLeft(Peer(2), Peer(1), "connection lost"),
                new SendLeft(Peer(4), Peer(1), "connection lost"),
                new EnteredSynchronization(Epoch(2), Peer(2)),
                new SendReport(Peer(2), Report(2, Through(1), Entry(1, host: 4, local: 1, "a"))),
            }),
            "after the link is closed nothing of peer 1 is accepted any more, so the report is the last word; peer 4's relay is in it, too");
    }

    [Test, AssignmentTest("A5.2", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_ThatReceivedNothing_ReportsThatItReceivedNothing()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);

        Assert.That(
            cat.Loses(1).OfType<SendReport>(), Is.EqualTo(new[] { new SendReport(Peer(2), Report(2, Nothing)) }),
            "peer 2 waits for a report of every live member: one that stays silent holds all up");
    }

    [Test, AssignmentTest("A5.2", Points = 0.5, Slide = "When the relayer leaves")]
    public void Slave_AnotherClientLeft_TellsItAndGoesOn()
    {
        var cat = OnePeer.Started(3, members: 4, Distributed);

        Assert.That(
            cat.Loses(4), Is.EqualTo(new object[]
            {
                new SendLeft(Peer(4), Peer(4), "connection lost"),
                new CloseLink(Peer(4), "connection lost"),
                new SendLeft(Peer(1), Peer(4), "connection lost"),
                new SendLeft(Peer(2), Peer(4), "connection lost"),
            }),
            "one exclusion, known to all; the relayer lives, so there is nothing to synchronize");
        Assert.That(cat.Broadcasts("a").Single(), Is.TypeOf<SendBroadcast>());
    }

    [Test, AssignmentTest("A5.3", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_Finish_SendsWhatWasNeverEchoedAndWhatItHeld()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);
        cat.Broadcasts("a");
        cat.Loses(1);
        Assert.That(cat.Broadcasts("b"), Is.EqualTo(new object[] { new HeldBroadcast(Id(3, 2)) }), "held during synchronization");

        Assert.That(cat.ReceivesFinish(last: 0), Is.EqualTo(new object[]
        {
            new FinishedSynchronization(Epoch(2)),
            new SendBroadcast(Peer(2), Epoch(2), Id(3, 1), Nothing, Text("a"), Resend: true),
            new SendBroadcast(Peer(2), Epoch(2), Id(3, 2), Nothing, Text("b"), Resend: false),
        }));
        Assert.That(cat.Managers.PendingCount, Is.EqualTo(2), "they stay until their echo");
    }

    [Test, AssignmentTest("A5.3", Points = 0.5, Slide = "When the relayer leaves")]
    public void Slave_FinishThatIsNotMeantForIt_IsDiscarded()
    {
        var cat = OnePeer.Started(3, members: 4, Distributed);
        Assert.That(cat.ReceivesFinish(last: 0).Single(), Is.TypeOf<Discard>(), "no synchronization is under way");
        cat.Loses(1);

        var ofAnotherPeer = cat.Handle(new ReceivedFinishSynchronization(Peer(4), Epoch(2), Nothing));

        Assert.That(ofAnotherPeer.Single(), Is.TypeOf<Discard>(), "peer 2 relays in epoch 2, and not peer 4");
        Assert.That(cat.Managers.IsSynchronizing);
    }

    [Test, AssignmentTest("A5.3", Points = 0.5, Slide = "When the relayer leaves")]
    public void Slave_FinishWithAMissingFill_IsAProtocolViolation()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);
        cat.Loses(1);

        Assert.That(
            () => cat.ReceivesFinish(last: 1), Throws.TypeOf<ProtocolViolationException>(),
            "fills go before finish on the same link: relay 1 cannot come any more");
    }
}
