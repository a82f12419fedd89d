namespace Course.Tests.Lab6;

public sealed class AcknowledgementTests
{
    [Test, AssignmentTest("A6.3", Points = 2, Slide = "When the relayer leaves")]
    public void Slave_SevenRelays_AcknowledgesEveryThird()
    {
        var cat = OnePeer.Started(3, members: 3, Replicated(window: 8, every: 3));

        var acknowledged = Enumerable.Range(1, 7).SelectMany(number => cat.ReceivesRelay(number, host: 1, number))
            .OfType<SendAcknowledgement>();

        Assert.That(
            acknowledged.Select(sent => sent.Last), Is.EqualTo(new[] { Through(3), Through(6) }),
            "a peer that only listens never broadcasts: without acknowledgements the relayer stands still at its window");
    }

    [Test, AssignmentTest("A6.3", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_Idle_AcknowledgesOnceWhatWasNot()
    {
        var cat = OnePeer.Started(3, members: 3, Replicated(window: 8, every: 3));
        cat.ReceivesRelay(1, host: 1, local: 1);

        Assert.That(
            cat.Handle(default(Idle)), Is.EqualTo(new object[] { new SendAcknowledgement(Peer(1), Epoch(1), Through(1)) }),
            "the last relays before a pause must become stable, too");
        Assert.That(cat.Handle(default(Idle)), Is.Empty, "it was acknowledged by the tick before");
    }

    [Test, AssignmentTest("A6.3", Points = 1, Slide = "Layers and events")]
    public void Slave_BroadcastHasToldIt_CountsFromThere()
    {
        var cat = OnePeer.Started(3, members: 3, Replicated(window: 8, every: 3));
        cat.ReceivesRelay(1, host: 1, local: 1);
        cat.ReceivesRelay(2, host: 1, local: 2);
        cat.Broadcasts("a");
        Assert.That(cat.Handle(default(Idle)), Is.Empty, "the broadcast carried what this peer has received");

        Assert.That(cat.ReceivesRelay(3, host: 1, local: 3).OfType<SendAcknowledgement>(), Is.Empty, "one since the broadcast");
        cat.ReceivesRelay(4, host: 1, local: 4);
        Assert.That(cat.ReceivesRelay(5, host: 1, local: 5).OfType<SendAcknowledgement>().Count(), Is.EqualTo(1), "three");
    }
}
