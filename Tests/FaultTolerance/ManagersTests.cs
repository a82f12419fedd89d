using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>The entry of the managers: the start, the trampoline, who is heard at all, the end.</summary>
public sealed class ManagersTests
{
    [Test]
    public void Managers_SentBroadcastBeforeTheStart_IsHeldAndSentAtTheStart()
    {
        var bob = new OnePeer(Distributed);

        var held = bob.Handle(new SentBroadcast(Text("a")));
        var started = bob.Handle(new SessionStarted(Peer(2), Members(3)));

        Assert.That(held, Is.EqualTo(new object[] { new HeldBroadcast(Id(0, 1)) }));
        Assert.That(started, Is.EqualTo(new object[]
        {
            new SendBroadcast(Peer(1), Epoch(1), Id(2, 1), Nothing, Text("a"), Resend: false),
        }));
    }

    [Test]
    public void Managers_MessagesBeforeTheStart_AreHandledAtTheStart()
    {
        var ann = new OnePeer(Distributed);

        var early = ann.Handle(new ReceivedBroadcast(Peer(2), Epoch(1), Id(2, 1), Nothing, Text("a")));
        var started = ann.Handle(new SessionStarted(Peer(1), Members(3)));

        Assert.That(early, Is.Empty);
        Assert.That(started, Is.EqualTo(new object[]
        {
            new BecameRelayer(Epoch(1)),
            new PassBroadcast(Epoch(1), Number(1), Id(2, 1), Text("a")),
        }));
    }

    [Test]
    public void Managers_TooManyMessagesBeforeTheStart_AreRefusedWithTheBound()
    {
        var ann = new OnePeer(Distributed with { MaximumPending = 1, Window = 2, AcknowledgeEvery = 1 });
        for (var i = 0; i < 1027; i++) ann.Acknowledge(2, 0);

        Assert.That(() => ann.Acknowledge(2, 0), Throws.TypeOf<ProtocolViolationException>()
            .With.Message.Contains("more than 1027 messages"));
    }

    [Test]
    public void Managers_SecondStart_IsRefused()
    {
        var ann = OnePeer.Started(1, 3, Distributed);

        Assert.That(
            () => ann.Handle(new SessionStarted(Peer(1), Members(4))),
            Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("member list is frozen"));
    }

    [Test]
    public void Managers_MemberListWithoutThePeer_IsRefused() =>
        Assert.That(
            () => new OnePeer(Distributed).Handle(new SessionStarted(Peer(9), Members(3))),
            Throws.ArgumentException.With.Message.Contains("Peer 9 is not in the member list"));

    [TestCase(0)]
    [TestCase(1)]
    public void Managers_JoinNumberOutOfRangeOrTwice_IsRefused(int number)
    {
        Member[] members = [new(Peer(1), "ann"), new(Peer(number), "bob")];

        Assert.That(
            () => new OnePeer(Distributed).Handle(new SessionStarted(Peer(1), members)),
            Throws.ArgumentException.With.Message.Contains("bob").And.Message.Contains("unique"));
    }

    [Test]
    public void Managers_HandleInsideAnEffect_ItsEffectsFollowAndNothingIsReentered()
    {
        var ann = OnePeer.Started(1, 3, Replicated());
        ann.Sink.Recorded = effect =>
        {
            if (effect is not PassBroadcast passed) return;
            foreach (var to in new[] { 2, 3, 1 }) ann.Managers.Handle(new SentRelay(Peer(to), passed.Id, passed.Body), ann.Sink);
            Assert.That(ann.Sink.Effects[^1], Is.EqualTo(effect), "the inner call hands nothing over");
        };

        var effects = ann.Broadcast(2, 1);

        Assert.That(effects, Has.Count.EqualTo(4));
        Assert.That(effects.Skip(1).Cast<SendRelay>().Select(relay => relay.To), Is.EqualTo(new[] { Peer(2), Peer(3), Peer(1) }));
    }

    [Test]
    public void Managers_SinkThrows_TheRestIsHandedOverNextTime()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Sink.Recorded = _ => throw new InvalidOperationException("disk full");
        Assert.That(() => cat.Left(1), Throws.InvalidOperationException);
        cat.Sink.Recorded = null;
        cat.Sink.Take();

        var effects = cat.Handle(default(Idle));

        Assert.That(effects[^1], Is.TypeOf<SendReport>());
    }

    [Test]
    public void Managers_EqualEvents_GiveEqualEffects()
    {
        var runs = Enumerable.Range(0, 2).Select(_ =>
        {
            var explorer = new Explorer(seed: 17, Replicated(window: 4, every: 2));
            explorer.Run();
            return explorer.Network.Peers.SelectMany(peer => peer.Effects).ToList();
        }).ToList();

        Assert.That(runs[0], Is.Not.Empty.And.EqualTo(runs[1]));
    }

    [Test]
    public void Managers_ProcessLeft_ClosesTheLinkAndTellsEverybodyOnce()
    {
        var bob = OnePeer.Started(2, 4, Distributed);

        var first = bob.Left(3);
        var again = bob.Handle(new ReceivedLeft(Peer(4), Peer(3), "connection lost"));

        Assert.That(first, Is.EqualTo(new object[]
        {
            new SendLeft(Peer(3), Peer(3), "connection lost"),
            new CloseLink(Peer(3), "connection lost"),
            new SendLeft(Peer(1), Peer(3), "connection lost"),
            new SendLeft(Peer(4), Peer(3), "connection lost"),
        }));
        Assert.That(again.Single(), Is.TypeOf<Discard>());
    }

    [Test]
    public void Managers_EventsOfAPeerThatHasLeft_AreDiscarded()
    {
        var ann = OnePeer.Started(1, 3, Distributed);
        ann.Left(3);

        Assert.That(ann.Broadcast(3, 1).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.Acknowledge(3, 1).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.Handle(new ReceivedReport(Peer(3), Report(2, Nothing))).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.Handle(new ReceivedLeft(Peer(3), Peer(2), "x")).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.Broadcast(9, 1).Single(), Is.TypeOf<Discard>(), "no member at all");
    }

    [Test]
    public void Managers_HearOfTheirOwnLeave_EndAndIgnoreEverythingAfter()
    {
        var cat = OnePeer.Started(3, 3, Distributed);

        var end = cat.Handle(new ReceivedLeft(Peer(2), Peer(3), "silent for 5 s")).Single();
        var after = cat.Relay(1, 1, 1).Concat(cat.Handle(new SentBroadcast(Text("a")))).Concat(cat.Left(1)).ToList();

        Assert.That(((EndSession)end).Reason, Does.StartWith("Peer 3 was excluded at epoch 1: peer 2 tells").And.Contain("silent for 5 s"));
        Assert.That(after, Has.Exactly(3).Items.And.All.TypeOf<Discard>());
        Assert.That(cat.Managers.IsEnded);
    }

    [Test]
    public void Managers_FindThatTheySleptTooLong_End() =>
        Assert.That(
            OnePeer.Started(2, 3, Distributed).Handle(new ProcessLeft(Peer(2), "slept 20 s, the bound is 5 s")).Single(),
            Is.EqualTo(new EndSession(
                "Peer 2 was excluded at epoch 1: slept 20 s, the bound is 5 s. It delivers nothing more; join a new session.")));

    [Test]
    public void Managers_EndWhileDeliveriesAreHandedOver_TheRestIsNotDelivered()
    {
        var cat = OnePeer.Started(3, 3, Distributed with { Links = LinkOrder.Unordered });
        cat.Relay(2, 1, 2);
        cat.Sink.Recorded = effect =>
        {
            if (effect is Deliver) cat.Managers.Handle(new ProcessLeft(Peer(3), "woke up"), cat.Sink);
        };

        var effects = cat.Relay(1, 1, 1);

        Assert.That(effects.OfType<Deliver>().Single().Sequence, Is.EqualTo(Number(1)));
        Assert.That(effects[^1], Is.TypeOf<EndSession>());
    }

    [Test]
    public void Managers_ReportForAHigherEpoch_AllOlderRelayersHaveLeft()
    {
        var cat = OnePeer.Started(3, 4, Distributed);

        var effects = cat.Handle(new ReceivedReport(Peer(4), Report(3, Nothing)));

        Assert.That(effects.OfType<CloseLink>().Select(closed => closed.Peer), Is.EqualTo(new[] { Peer(1), Peer(2) }));
        Assert.That(effects, Has.Member(new SendFinishSynchronization(Peer(4), Epoch(3), Nothing)));
    }

    [Test]
    public void Managers_Describe_TellsTheStateInOneLine()
    {
        var ann = new OnePeer(Distributed);
        Assert.That(ann.Managers.Describe(), Does.StartWith("not started: 0 broadcasts"));
        ann.Handle(new SessionStarted(Peer(1), Members(3)));
        ann.Broadcast(2, 1);
        ann.Broadcast(2, 2);

        Assert.That(ann.Managers.Describe(), Is.EqualTo(
            "peer 1 open, epoch 1, relayer 1, live [1 2 3], received nothing yet, stable nothing yet, pending 0, buffered 0, "
            + "numbered through 1, inbox 1, passed 1"));
    }
}
