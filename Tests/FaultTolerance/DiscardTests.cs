using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>What is dropped on purpose: a trace tells the event and why, in words that a reader can tell apart.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DiscardTests
{
    private const string Fenced = "fenced: sent in another epoch";
    private readonly OnePeer _ann = OnePeer.Started(1, 3, Distributed);
    private readonly OnePeer _bob = OnePeer.Started(2, 3, Distributed);

    [Test]
    public void Broadcast_AtAClient_IsDiscarded() =>
        Discarded(_bob.Broadcast(3, 1), EventKind.ReceivedBroadcast, "not the relayer");

    [Test]
    public void Broadcast_OfAnotherEpoch_IsDiscarded() =>
        Discarded(
            _ann.Handle(new ReceivedBroadcast(Peer(2), Epoch(2), Id(2, 1), Nothing, Text("a"))), EventKind.ReceivedBroadcast, Fenced);

    [Test]
    public void Broadcast_NumberedBefore_IsDiscarded()
    {
        _ann.Broadcast(2, 1);

        Discarded(_ann.Broadcast(2, 1), EventKind.ReceivedBroadcast, "duplicate: numbered before");
    }

    [Test]
    public void SentRelay_AtAClient_IsDiscarded() =>
        Discarded(_bob.Handle(new SentRelay(Peer(3), Id(3, 1), Text("a"))), EventKind.SentRelay, "not the relayer");

    [Test]
    public void SentRelay_ToAMemberThatHasLeft_IsDiscarded()
    {
        _ann.Broadcast(2, 1);
        _ann.Left(3);

        Discarded(_ann.Handle(new SentRelay(Peer(3), Id(2, 1), Text("a"))), EventKind.SentRelay, "the receiver has left");
    }

    [Test]
    public void SentRelay_OfWhatWasNotPassed_IsDiscarded() =>
        Discarded(
            _ann.Handle(new SentRelay(Peer(3), Id(2, 1), Text("a"))), EventKind.SentRelay,
            "not passed in this epoch, or sent to this receiver before");

    [Test]
    public void Acknowledgement_AtAClient_IsDiscarded() =>
        Discarded(_bob.Acknowledge(3, 0), EventKind.ReceivedAcknowledgement, "not the relayer");

    [Test]
    public void Acknowledgement_OfAnotherEpoch_IsDiscardedAndDoesNotCount()
    {
        _bob.Left(1);
        _bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing)));
        _bob.Broadcast(3, 1);
        _bob.Relay(1, 3, 1);
        _bob.Broadcast(3, 2);

        Discarded(_bob.Handle(new ReceivedAcknowledgement(Peer(3), Epoch(1), Through(1))), EventKind.ReceivedAcknowledgement, Fenced);
    }

    [Test]
    public void Report_ForAnEpochInWhichAnotherRelays_IsDiscardedAndDoesNotCount()
    {
        _bob.Left(1);

        Discarded(
            _bob.Handle(new ReceivedReport(Peer(3), Report(1, Nothing))), EventKind.ReceivedReport,
            "this peer does not relay in the epoch of the report");
        Assert.That(_bob.Managers.IsSynchronizing, "the report of the epoch that begins is still to come");
    }

    [Test]
    public void Relay_NotOfTheRelayer_IsDiscarded() =>
        Discarded(
            _bob.Handle(new ReceivedRelay(Peer(3), Epoch(1), Number(1), Id(3, 1), Nothing, Text("a"))), EventKind.ReceivedRelay,
            "fenced: not from the relayer of this epoch");

    [Test]
    public void Relay_AcceptedBefore_IsDiscardedAndAcknowledgedAgain()
    {
        _bob.Relay(1, 3, 1);

        Discarded(_bob.Relay(1, 3, 1).Take(1), EventKind.ReceivedRelay, "duplicate: accepted before");
    }

    [Test]
    public void Finish_WhileNothingIsSynchronized_IsDiscarded() =>
        Discarded(Finish(from: 1, epoch: 1), EventKind.ReceivedFinishSynchronization, "no synchronization is under way");

    [Test]
    public void Finish_NotOfTheNewRelayer_IsDiscarded()
    {
        var cat = OnePeer.Started(3, 4, Distributed);
        cat.Left(1);

        Discarded(
            cat.Handle(new ReceivedFinishSynchronization(Peer(4), Epoch(2), Nothing)), EventKind.ReceivedFinishSynchronization,
            "fenced: not from the relayer of this epoch");
    }

    [Test]
    public void Finish_OfAPeerThatHasLeft_IsDiscarded()
    {
        _bob.Left(1);

        Discarded(Finish(from: 1, epoch: 1), EventKind.ReceivedFinishSynchronization, "the sender is no member or has left");
    }

    [Test]
    public void Message_OfTheNumberAfterTheLastMember_IsDiscarded() =>
        Discarded(_ann.Broadcast(4, 1), EventKind.ReceivedBroadcast, "the sender is no member or has left");

    [Test]
    public void ProcessLeft_OfAPeerThatHasLeft_IsDiscarded()
    {
        _bob.Left(3);

        Discarded(_bob.Left(3), EventKind.ProcessLeft, "this peer is no member or has left");
    }

    [Test]
    public void AnyEvent_AfterTheEnd_IsDiscarded()
    {
        const string ended = "the session has ended at this peer";
        _ann.Broadcast(2, 1);
        _ann.Left(1);

        Discarded(_ann.Handle(new SentRelay(Peer(2), Id(2, 1), Text("a"))), EventKind.SentRelay, ended);
        Discarded(_ann.Handle(new SentBroadcast(Text("a"))), EventKind.SentBroadcast, ended);
        Discarded(_ann.Broadcast(2, 2), EventKind.ReceivedBroadcast, ended);
        Discarded(_ann.Left(2), EventKind.ProcessLeft, ended);
    }

    private List<object> Finish(int from, int epoch) => _bob.Handle(new ReceivedFinishSynchronization(Peer(from), Epoch(epoch), Nothing));

    /// <summary>One effect, and nothing beside it.</summary>
    private static void Discarded(IEnumerable<object> effects, EventKind kind, string reason)
    {
        var only = effects.Single();
        Assert.That(only, Is.TypeOf<Discard>());
        Assert.That((((Discard)only).Event, ((Discard)only).Reason), Is.EqualTo((kind, reason)));
    }
}
