using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>The N relays of a broadcast at the relayer: who is served, who is not waited for, what is a mistake (rules 8, 17).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServingTests
{
    private readonly OnePeer _ann = OnePeer.Started(1, 3, Replicated());

    [Test]
    public void Relayer_Sends_ARelayAndNoFill()
    {
        _ann.Broadcast(2, 1);

        Assert.That(Send(to: 3, local: 1), Is.EqualTo(new object[]
        {
            new SendRelay(Peer(3), Epoch(1), Number(1), Id(2, 1), Nothing, Text("x"), Fill: false),
        }));
    }

    [Test]
    public void Relayer_ReceiverLeavesUnserved_IsNotWaitedFor()
    {
        _ann.Broadcast(2, 1);
        Send(to: 2, local: 1);
        Send(to: 1, local: 1);
        Assert.That(_ann.Managers.PassedCount, Is.EqualTo(1), "peer 3 is not served");

        _ann.Left(3);

        Assert.That(_ann.Managers.PassedCount, Is.Zero);
    }

    [Test]
    public void Relayer_ReceiverLeavesServed_TheOthersAreStillServed()
    {
        _ann.Broadcast(2, 1);
        Send(to: 3, local: 1);

        _ann.Left(3);

        Assert.That(Send(to: 2, local: 1).Single(), Is.TypeOf<SendRelay>());
        Assert.That(Send(to: 1, local: 1).Single(), Is.TypeOf<SendRelay>(), "two receivers were left, not one");
        Assert.That(_ann.Managers.PassedCount, Is.Zero);
    }

    /// <summary>Four, because the buffer has four places before it grows.</summary>
    [Test]
    public void Relayer_ReceiverLeavesFourBroadcasts_EachGoesToAllOthers()
    {
        PassFour();
        _ann.Left(3);

        var sent = from local in Enumerable.Range(1, 4) from to in new[] { 2, 1 } select Send(to, local).Single();

        Assert.That(sent.ToList(), Is.All.TypeOf<SendRelay>());
        Assert.That(_ann.Managers.PassedCount, Is.Zero);
    }

    [Test]
    public void Relayer_SendsTheOldestOfFourAgain_IsDiscarded()
    {
        PassFour();
        Send(to: 2, local: 1);
        Assert.That(Send(to: 2, local: 1).Single(), Is.TypeOf<Discard>(), "while others are to come");
        Assert.That(Send(to: 2, local: 9).Single(), Is.TypeOf<Discard>(), "not known at all");
        foreach (var local in new[] { 2, 3, 4 }) Send(to: 2, local);

        Assert.That(Send(to: 2, local: 1).Single(), Is.TypeOf<Discard>(), "after all of them");
    }

    [Test]
    public void NumberedBroadcasts_NumberThatIsNotNext_IsRefused() =>
        Assert.That(
            () => new NumberedBroadcasts(Peer(3)).Add(Number(5), Id(2, 1), receivers: 3),
            Throws.TypeOf<ProtocolViolationException>().With.Message.EqualTo("Number 5 was given to 2:1, 1 is next."));

    [Test]
    public void Relayer_OwnRelay_IsDeliveredAndNotAcknowledged_NorWhenIdle([Values] Buffering buffering)
    {
        var ann = OnePeer.Started(1, 3, buffering == Buffering.Distributed ? Distributed : Replicated(window: 8, every: 1));
        ann.Broadcast(2, 1);

        Assert.That(ann.Relay(1, 2, 1), Is.EqualTo(new object[] { new Deliver(Epoch(1), Number(1), Id(2, 1), Text("x")) }));
        Assert.That(ann.Handle(default(Idle)), Is.Empty);
    }

    [Test]
    public void Relayer_TakesOver_LearnsFromTheReportsWhatIsStable()
    {
        var bob = OnePeer.Started(2, 3, Replicated());
        bob.Relay(1, 1, 1);
        bob.Relay(2, 1, 2);
        bob.Left(1);

        bob.Handle(new ReceivedReport(Peer(3), Report(2, Through(1))));

        Assert.That((bob.Managers.Stable, bob.Managers.BufferedCount), Is.EqualTo((Through(1), 1)));
    }

    private void PassFour()
    {
        for (var local = 1; local <= 4; local++) _ann.Broadcast(2, local);
        Assert.That(_ann.Managers.PassedCount, Is.EqualTo(4));
    }

    /// <summary>The relayer object sends a broadcast of peer 2.</summary>
    private List<object> Send(int to, int local) => _ann.Handle(new SentRelay(Peer(to), Id(2, local), Text("x")));
}
