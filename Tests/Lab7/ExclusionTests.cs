namespace Course.Tests.Lab7;

public sealed class ExclusionTests
{
    [Test, AssignmentTest("A7.2", Points = 2, Slide = "Assumptions")]
    public void Peer_HearsThatItHasLeft_EndsItsSessionAndSaysWhy()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);

        var effects = cat.Handle(new ReceivedLeft(Peer(1), Peer(3), "silent for 5 s"));

        Assert.That(effects.Single(), Is.TypeOf<EndSession>());
        Assert.That(((EndSession)effects[0]).Reason, Does.Contain("silent for 5 s"), "the user of the excluded peer must learn why");
    }

    [Test, AssignmentTest("A7.2", Points = 2, Slide = "Assumptions")]
    public void Peer_WasExcluded_DeliversAndAcceptsNothingMore()
    {
        var cat = OnePeer.Started(3, members: 3, Distributed);
        cat.Handle(new ReceivedLeft(Peer(1), Peer(3), "silent for 5 s"));

        Assert.That(cat.ReceivesRelay(1, host: 2, local: 1).Single(), Is.TypeOf<Discard>(), "the others went on without it");
        Assert.That(cat.Broadcasts("a").Single(), Is.TypeOf<Discard>());
        Assert.That(cat.Loses(1).Single(), Is.TypeOf<Discard>(), "above all it must not elect itself");
    }

    [Test, AssignmentTest("A7.2", Points = 2, Slide = "Assumptions")]
    public void Peer_IsExcludedBetweenAcceptingAndDelivering_DoesNotDeliver()
    {
        var bob = OnePeer.Started(2, members: 3, Distributed);
        bob.AtEffect = effect =>
        {
            if (effect is BecameRelayer) bob.Managers.Handle(new ReceivedLeft(Peer(3), Peer(2), "silent for 5 s"), new EffectList());
        };

        var effects = bob.Handle(new ReceivedReport(Peer(3), Report(2, Through(1), Entry(1, host: 3, local: 1))));

        Assert.That(effects, Has.Some.TypeOf<EndSession>());
        Assert.That(
            effects.OfType<Deliver>(), Is.Empty,
            "number 1 was accepted and lay in the outbox when peer 3 excluded this peer: the others may give number 1 to another message");
    }
}
