namespace Course.Tests.Lab6;

public sealed class StabilityTests
{
    [Test, AssignmentTest("A6.2", Points = 2, Slide = "When the relayer leaves")]
    public void Master_SomeHaveAcknowledgedMore_OnlyWhatAllHaveIsStable()
    {
        var ann = OnePeer.Started(1, members: 3, Replicated());
        for (var number = 1; number <= 3; number++) ann.ReceivesRelay(number, host: 2, local: number);

        ann.ReceivesAcknowledgement(from: 2, last: 3);
        Assert.That(ann.Managers.Stable, Is.EqualTo(Nothing), "peer 3 has acknowledged nothing; what this peer has itself is not enough");

        ann.ReceivesAcknowledgement(from: 3, last: 2);
        Assert.That(ann.Managers.Stable, Is.EqualTo(Through(2)));
        Assert.That(ann.Managers.BufferedCount, Is.EqualTo(1), "number 3 is still kept");
    }

    [Test, AssignmentTest("A6.2", Points = 1, Slide = "When the relayer leaves")]
    public void Master_OthersAreAheadOfIt_WhatItLacksItselfIsNotStable()
    {
        var ann = OnePeer.Started(1, members: 2, Replicated());
        ann.ReceivesRelay(1, host: 2, local: 1);

        ann.ReceivesAcknowledgement(from: 2, last: 2);

        Assert.That(ann.Managers.Stable, Is.EqualTo(Through(1)), "the relayer sends to itself last, and is a member like the others");
    }

    [Test, AssignmentTest("A6.2", Points = 2, Slide = "When the relayer leaves")]
    public void Master_WindowIsFull_WaitsAndGoesOnWhenAllHaveMoved()
    {
        var ann = OnePeer.Started(1, members: 3, Replicated(window: 4, every: 2));
        var passed = Enumerable.Range(1, 6).SelectMany(local => ann.ReceivesBroadcast(host: 2, local)).ToList();
        Assert.That(passed, Has.Count.EqualTo(4).And.All.TypeOf<PassBroadcast>(), "it does not wait below the window, and does at it");

        ann.ReceivesAcknowledgement(from: 2, last: 2);
        ann.ReceivesRelay(1, host: 2, local: 1);
        Assert.That(ann.ReceivesAcknowledgement(from: 3, last: 2).OfType<PassBroadcast>().Count(), Is.EqualTo(1), "all have number 1");
        Assert.That(
            ann.ReceivesRelay(2, host: 2, local: 2).OfType<PassBroadcast>().Single().Sequence, Is.EqualTo(Number(6)),
            "its own log moved on");
    }
}
