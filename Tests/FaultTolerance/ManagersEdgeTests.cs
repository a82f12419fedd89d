using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>Before the start, after the end, at the bounds, and what the managers tell of themselves then.</summary>
public sealed class ManagersEdgeTests
{
    private const int LargestPeerNumber = 1 << 20;

    [Test]
    public void Managers_ProcessLeftBeforeTheStart_IsHandledAtTheStart()
    {
        var bob = new OnePeer(Distributed);

        Assert.That(bob.Left(1), Is.Empty);
        var started = bob.Handle(new SessionStarted(Peer(2), Members(3)));

        Assert.That(started, Has.Member(new CloseLink(Peer(1), "connection lost")));
        Assert.That(bob.Managers.IsRelayer, "the next one after peer 1");
    }

    [Test]
    public void Managers_IdleAfterTheEnd_AcknowledgesNothing()
    {
        var cat = OnePeer.Started(3, 3, Replicated(window: 8, every: 3));
        cat.Relay(1, 1, 1);
        cat.Left(3);

        Assert.That(cat.Handle(default(Idle)), Is.Empty);
    }

    [Test]
    public void Managers_FinishOfAHigherEpoch_TheOlderRelayerHasLeft()
    {
        var cat = OnePeer.Started(3, 3, Distributed);

        var effects = cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Nothing));

        Assert.That(effects, Has.Member(new CloseLink(Peer(1), "peer 2 is in epoch 2, in which peer 2 relays")));
        Assert.That(effects[^1], Is.EqualTo(new FinishedSynchronization(Epoch(2))));
    }

    [Test]
    public void Managers_MemberListInAnyOrder_LiveIsByJoinNumber()
    {
        var bob = new OnePeer(Distributed);
        bob.Handle(new SessionStarted(Peer(2), [.. Members(4).Reverse()]));

        Assert.That(bob.Managers.Live, Is.EqualTo(new[] { Peer(1), Peer(2), Peer(3), Peer(4) }));
        Assert.That(bob.Left(4).OfType<SendLeft>().Select(told => told.To), Is.EqualTo(new[] { Peer(4), Peer(1), Peer(3) }));
    }

    [Test]
    public void Managers_LargestJoinNumber_IsAdmitted_AndTheNextIsRefused()
    {
        Member[] members = [new(Peer(1), "ann"), new(Peer(LargestPeerNumber), "bob")];
        var ann = new OnePeer(Distributed);
        ann.Handle(new SessionStarted(Peer(1), members));
        Assert.That(ann.Managers.Live, Has.Count.EqualTo(2));

        Member[] beyond = [new(Peer(1), "ann"), new(Peer(LargestPeerNumber + 1), "bob")];
        Assert.That(() => new OnePeer(Distributed).Handle(new SessionStarted(Peer(1), beyond)), Throws.ArgumentException);
    }

    [Test]
    public void Membership_TryLeave_TellsWhetherThePeerWasLive()
    {
        var membership = new Membership();
        membership.Start(Peer(1), Members(3));

        var answers = new[] { 3, 3, 9 }.Select(number => membership.TryLeave(Peer(number)));

        Assert.That(answers, Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void Managers_Describe_TellsThePhaseAndNoNumbersAtAClient()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        Assert.That(cat.Managers.IsRelayer, Is.False);
        Assert.That(cat.Managers.Describe(), Does.StartWith("peer 3 open, epoch 1, relayer 1").And.EndWith("pending 0, buffered 0"));

        cat.Left(1);
        Assert.That(cat.Managers.Describe(), Does.StartWith("peer 3 synchronizing, epoch 2, relayer 2, live [2 3]"));

        cat.Left(3);
        Assert.That(cat.Managers.Describe(), Does.StartWith("peer 3 excluded, epoch 2"));
    }

    [Test]
    public void Options_AtTheirLargest_AreValid() =>
        Assert.That(new FaultToleranceOptions { Window = 1 << 20, MaximumPending = 1 << 20 }.Validate, Throws.Nothing);

    [Test]
    public void Slave_FinishOverUnorderedLinksWithNothingMissing_FinishesAtOnce()
    {
        var cat = OnePeer.Started(3, 3, Distributed with { Links = LinkOrder.Unordered });
        cat.Left(1);

        Assert.That(cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Nothing)), Is.EqualTo(new object[]
        {
            new FinishedSynchronization(Epoch(2)),
        }));
    }
}
