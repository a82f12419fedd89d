namespace Course.Tests.Lab5;

public sealed class LookAgainTests
{
    [Test, AssignmentTest("A5.9", Points = 1, Slide = "When the relayer leaves")]
    public void Master_MemberLeavesWhoseAcknowledgementIsAwaited_NumbersTheNext()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        ann.ReceivesBroadcast(host: 2, local: 2);
        ann.ReceivesAcknowledgement(from: 2, last: 1);

        Assert.That(
            ann.Loses(3).OfType<PassBroadcast>().Select(passed => passed.Sequence), Is.EqualTo(new[] { Number(2) }),
            "only peer 3 held the relayer up, and nothing else will come that makes it look");
    }

    [Test, AssignmentTest("A5.9", Points = 0.5, Slide = "When the relayer leaves")]
    public void Master_MemberLeavesInsideTheMulticast_IsNotWaitedForAsReceiver()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);
        ann.SendsRelay(to: 2, host: 2, local: 1);
        ann.SendsRelay(to: 1, host: 2, local: 1);

        ann.Loses(3);

        Assert.That(ann.Managers.PassedCount, Is.Zero, "number 1 has been sent to all who live");
    }

    [Test, AssignmentTest("A5.9", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_MemberLeavesWhoseReportIsAwaited_GoesOn()
    {
        var bob = OnePeer.Started(2, members: 4, Distributed);
        bob.Loses(1);
        bob.ReceivesReport(from: 3, last: 0);

        Assert.That(
            bob.Loses(4), Has.Member(new SendFinishSynchronization(Peer(3), Epoch(2), Nothing)),
            "peer 4 will never report; each leave is looked at");
    }

    [Test, AssignmentTest("A5.9", Points = 0.5, Slide = "When the relayer leaves")]
    public void NewRelayer_MemberLeavesAfterItsReport_WhatItHeldIsNotForgotten()
    {
        var bob = OnePeer.Started(2, members: 4, Distributed);
        bob.Loses(1);
        bob.ReceivesReport(from: 4, last: 1, Entry(1, host: 4, local: 1));
        bob.Loses(4);

        Assert.That(
            bob.ReceivesReport(from: 3, last: 0).OfType<Deliver>().Select(delivered => delivered.Id), Is.EqualTo(new[] { Id(4, 1) }),
            "peer 4 has delivered it before it died, and perhaps others have: to deliver it is right in any case");
    }
}
