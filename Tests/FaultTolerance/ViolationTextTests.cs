using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>A broken rule ends the peer, so its text is all that is left to go by: who, what, which rule, what next.</summary>
public sealed class ViolationTextTests
{
    private static readonly FaultToleranceOptions Unordered = Replicated(window: 2, every: 1) with { Links = LinkOrder.Unordered };

    [Test]
    public void Text_TooManyMessagesBeforeTheStart()
    {
        var ann = new OnePeer(Distributed with { MaximumPending = 1, Window = 2, AcknowledgeEvery = 1 });
        for (var i = 0; i < 1027; i++) ann.Acknowledge(2, 0);

        Told(() => ann.Acknowledge(2, 0),
            "Peer 2 has sent more than 1027 messages before this peer heard that the session starts (rule 2): the start was lost, or the "
            + "sender keeps no bound.");
    }

    [Test]
    public void Text_SecondStart() =>
        Told(() => OnePeer.Started(1, 3, Distributed).Handle(new SessionStarted(Peer(1), Members(4))),
            "Peer 1 was told a second time that the session starts: the member list is frozen by the first (rule 2). "
            + "A late join must be refused by the rendezvous.");

    [Test]
    public void Text_MemberListWithoutThePeer() =>
        Assert.That(
            () => new OnePeer(Distributed).Handle(new SessionStarted(Peer(9), Members(2))),
            Throws.ArgumentException.With.Message.EqualTo(
                "Peer 9 is not in the member list [ann (peer 1), bob (peer 2)]: start it with a list that has it."));

    [Test]
    public void Text_JoinNumberTwice()
    {
        Member[] members = [new(Peer(1), "ann"), new(Peer(1), "bob")];

        Assert.That(
            () => new OnePeer(Distributed).Handle(new SessionStarted(Peer(1), members)),
            Throws.ArgumentException.With.Message.EqualTo(
                "The member list holds bob (peer 1): join numbers are unique, from 1 to 1,048,576; they are given session-wide by the "
                + "rendezvous (rule 2)."));
    }

    [Test]
    public void Text_MoreEarlyRelaysThanTheBound()
    {
        var cat = OnePeer.Started(3, 3, Unordered);
        for (var number = 2; number <= 5; number++) cat.Relay(number, 1, number);

        Told(() => cat.Relay(6, 1, 6),
            "5 relays wait for an earlier one, 4 are allowed: an earlier one was lost. Links must be reliable, if not FIFO (rule 7).");
    }

    [Test]
    public void Text_MoreEarlyBroadcastsThanTheBound()
    {
        var ann = OnePeer.Started(1, 3, Unordered with { MaximumPending = 1 });
        for (var local = 2; local <= 4; local++) ann.Broadcast(2, local);

        Told(() => ann.Broadcast(2, 5),
            "4 broadcasts wait for an earlier one, 3 are allowed: an earlier one was lost. Links must be reliable, if not FIFO (rule 7).");
    }

    [Test]
    public void Text_BroadcastUnderAForeignId() =>
        Told(() => OnePeer.Started(1, 3, Distributed).Handle(new ReceivedBroadcast(Peer(2), Epoch(1), Id(3, 1), Nothing, Text("a"))),
            "Peer 2 sent the broadcast 3:1, whose host is peer 3: a peer broadcasts under its own number only (integrity).");

    [Test]
    public void Text_GapInASendersBroadcasts() =>
        Told(() => OnePeer.Started(1, 3, Distributed).Broadcast(2, 2),
            "The relayer, peer 1, received broadcast 2:2 of epoch 1, the next of this sender is 2:1: broadcasts are missing on a FIFO "
            + "link. Numbering on would break FIFO order (rule 7); for links that reorder, choose Links = Unordered.");

    [Test]
    public void Text_GapInTheRelays() =>
        Told(() => OnePeer.Started(3, 3, Distributed).Relay(3, 1, 1),
            "Peer 3 received relay 3 (1:1) of epoch 1 from peer 1, its next is 1: relays 1 to 2 are missing on a FIFO link. "
            + "Discarding would lose them silently (rule 7); for links that reorder, choose Links = Unordered.");

    [Test]
    public void Text_EchoOfWhatWasNeverBroadcast() =>
        Told(() => OnePeer.Started(3, 3, Distributed).Relay(1, 3, 1),
            "The echo of 3:1 came back to its owner, whose oldest broadcast without an echo is 3:1: the broadcasts of one sender must be "
            + "numbered in local order and none may be left out (FIFO).");

    [Test]
    public void Text_ReportWithoutTheNewestRelay()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Left(1);

        Told(() => bob.Handle(new ReceivedReport(Peer(3), Report(2, Through(1)))),
            "Peer 3 reported through 1, peer 2 reaches nothing yet with all reports: a peer must keep its newest relay (rule 6).");
    }

    [Test]
    public void Text_FinishWithAMissingFill()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Left(1);

        Told(() => cat.Handle(new ReceivedFinishSynchronization(Peer(2), Epoch(2), Through(1))),
            "Peer 2 finished the synchronization of epoch 2 with through 1, peer 3 has received nothing yet: every fill goes before finish "
            + "on the same link (rule 12).");
    }

    [Test]
    public void Text_TwoMessagesUnderOneNumber()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Relay(1, 1, 1);
        bob.Left(1);

        Told(() => bob.Handle(new ReceivedReport(Peer(3), Report(2, Through(1), Entry(1, 3, 1, "other")))),
            "Peer 3 reports 3:1 under number 1, another peer holds 1:1 there: one number names one message. Did two peers relay in one "
            + "epoch, or did a peer accept a relay after its report (rule 4)?");
    }

    [Test]
    public void Text_NobodyKeptWhatAPeerLacks()
    {
        var bob = OnePeer.Started(2, 3, Replicated());
        for (var number = 1; number <= 3; number++) bob.Relay(number, 1, number, stable: number == 3 ? 1 : 0);
        bob.Left(1);

        Told(() => bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing))),
            "Peer 3 lacks number 1 and no live peer has kept it (kept: [2=1:2, 3=1:3]): a relay was dropped before all had acknowledged it "
            + "(rules 5 and 9).");
    }

    [Test]
    public void Text_CountsBelowTheirLeast()
    {
        Assert.That(
            () => LastReceived.Through(Number(0)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("Sequence numbers start at 1."));
        Assert.That(
            () => LastReceived.FromCount(-1),
            Throws.TypeOf<ArgumentOutOfRangeException>()
                .With.Message.StartsWith("A count of received messages is 0 (nothing yet) or more."));
    }

    private static void Told(Action violation, string text) =>
        Assert.That(violation, Throws.TypeOf<ProtocolViolationException>().With.Message.EqualTo(text));
}
