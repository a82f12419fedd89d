using Course.Assignments;
using Course.FaultTolerance;
using Course.Testing.Managers;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Tests.Hidden.Lab5;

public sealed class SlaveTests
{
    [Test, AssignmentTest("A5.1", Points = 1, Slide = "Layers and events")]
    public void Slave_ManyRelaysOfSeveralHosts_AreDeliveredOnceInOrder()
    {
        var dan = OnePeer.Started(4, members: 5, Distributed);
        dan.Broadcasts("a");
        dan.Broadcasts("b");
        var effects = new List<object>();
        foreach (var (number, host, local) in new[] { (1, 5, 1), (2, 4, 1), (2, 4, 1), (3, 1, 1), (1, 5, 1), (4, 4, 2) })
            effects.AddRange(dan.ReceivesRelay(number, host, local));

        Assert.That(
            effects.OfType<Deliver>().Select(delivered => delivered.Id), Is.EqualTo(new[] { Id(5, 1), Id(4, 1), Id(1, 1), Id(4, 2) }));
        Assert.That(
            effects.OfType<SendAcknowledgement>().Select(sent => sent.Last.Count), Is.EqualTo(new[] { 1L, 2, 2, 3, 3, 4 }));
        Assert.That(dan.Managers.PendingCount, Is.Zero);
        Assert.That(() => dan.ReceivesRelay(6, host: 5, local: 2), Throws.TypeOf<ProtocolViolationException>());
    }

    [Test, AssignmentTest("A5.1", Points = 0.5, Slide = "When the relayer leaves")]
    public void Slave_RelayOfTheOldRelayerAfterTheNewEpochBegan_IsFenced()
    {
        var cat = OnePeer.Started(3, members: 4, Distributed);
        cat.Loses(1);
        cat.ReceivesFinish(last: 0);

        var wrongEpoch = cat.Handle(new ReceivedRelay(Peer(2), Epoch(1), Number(1), Id(4, 1), Nothing, Text("old")));
        var wrongPeer = cat.Handle(new ReceivedRelay(Peer(4), Epoch(2), Number(1), Id(4, 1), Nothing, Text("old")));

        Assert.That(wrongEpoch.Concat(wrongPeer), Has.Exactly(2).Items.And.All.TypeOf<Discard>());
    }

    [Test, AssignmentTest("A5.2", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_SecondRelayerLeaves_ReportsToTheThirdWhatItKeepsNow()
    {
        var dan = OnePeer.Started(4, members: 4, Distributed);
        dan.ReceivesRelay(1, host: 2, local: 1, text: "a");
        dan.Loses(1);
        dan.ReceivesRelay(2, host: 1, local: 1, text: "b");

        var effects = dan.Loses(2);

        Assert.That(
            effects.OfType<SendLeft>().Select(left => (left.To, left.Peer)),
            Is.EquivalentTo(new[] { (Peer(2), Peer(2)), (Peer(3), Peer(2)) }));
        Assert.That(effects, Has.Member(new CloseLink(Peer(2), "connection lost")));
        Assert.That(
            effects.TakeLast(2), Is.EqualTo(new object[]
            {
                new EnteredSynchronization(Epoch(3), Peer(3)),
                new SendReport(Peer(3), Report(3, Through(2), Entry(2, host: 1, local: 1, "b"))),
            }));
    }

    [Test, AssignmentTest("A5.3", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_FinishAfterFills_SendsOnlyWhatTheyDidNotEcho()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);
        cat.Broadcasts("a");
        cat.Broadcasts("b");
        cat.Loses(1);
        cat.ReceivesRelay(1, host: 3, local: 1, text: "a");

        var effects = cat.ReceivesFinish(last: 1);

        Assert.That(effects, Is.EqualTo(new object[]
        {
            new FinishedSynchronization(Epoch(2)),
            new SendBroadcast(Peer(2), Epoch(2), Id(3, 2), Through(1), Text("b"), Resend: true),
        }));
        Assert.That(cat.ReceivesFinish(last: 1).Single(), Is.TypeOf<Discard>(), "a second finish");
    }

    [Test, AssignmentTest("A5.3", Points = 0.5, Slide = "When the relayer leaves")]
    public void Slave_FinishThatIsBehindItsLog_IsAProtocolViolation()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);
        cat.ReceivesRelay(1, host: 2, local: 1);
        cat.Loses(1);

        Assert.That(() => cat.ReceivesFinish(last: 0), Throws.TypeOf<ProtocolViolationException>());
    }
}
