using Course.Assignments;
using Course.FaultTolerance;
using Course.Filters;

namespace Course.Tests.Lab3;

/// <summary>A3.6: the managers' answers become envelopes.</summary>
internal sealed class EffectTests
{
    private const string Slide = "Separation of concerns: send and receive filters";
    private static readonly BroadcastId Id = new(new PeerNumber(3), 7);
    private static readonly byte[] Text = [1, 2, 3];
    private FilterHarness _filter = null!;

    [SetUp]
    public void SetUp() => _filter = new FilterHarness();

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void SendBroadcast_GoesToThePeerThatTheManagersName_Wrapped()
    {
        _filter.Effects.SendBroadcast(
            new SendBroadcast(new PeerNumber(3), new Epoch(2), new(new PeerNumber(2), 1), default, new Body(Text), false));

        var sent = _filter.Sent.Single();
        Assert.That((sent.To.Value, sent.Target, sent.Header), Is.EqualTo(("p3", "ISequencer", "Broadcast(String)")));
        Assert.That(sent.Wrapping.ToArray(), Is.EqualTo(FilterHarness.Wrapping(2, 2, 1, 0)));
        Assert.That(sent.Payload.ToArray(), Is.EqualTo(Text), "the application's bytes are not touched");
        Assert.That(_filter.Delivered, Is.Empty);
    }

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void PassBroadcast_CallsTheRelayerObject_UnwrappedAndInItsContext()
    {
        _filter.Effects.PassBroadcast(new PassBroadcast(new Epoch(2), new SequenceNumber(9), Id, new Body(Text)));

        var passed = _filter.Delivered.Single();
        Assert.That(
            (passed.From.Value, passed.Target, passed.Header), Is.EqualTo(("p3", "ISequencer", "Broadcast(String)")), "from its owner");
        Assert.That(passed.Wrapping.IsEmpty, Is.True, "the relayer object knows nothing of wrappings");
        Assert.That(
            passed.Context, Is.EqualTo(new BroadcastContext(new Epoch(2), new SequenceNumber(9), Id)),
            "by the context its relays are known again");
        Assert.That(_filter.Sent, Is.Empty);
    }

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void SendRelayAndDeliver_OfOneBroadcast_GoOutWrappedAndInUnwrapped()
    {
        _filter.Managers.Relayer = new PeerNumber(1);
        _filter.Effects.SendRelay(
            new SendRelay(new PeerNumber(3), new Epoch(2), new SequenceNumber(9), Id, default, new Body(Text), false));
        _filter.Effects.Deliver(new Deliver(new Epoch(2), new SequenceNumber(9), Id, new Body(Text)));

        var (sent, delivered) = (_filter.Sent.Single(), _filter.Delivered.Single());
        Assert.That((sent.To.Value, sent.Target, sent.Header), Is.EqualTo(("p3", "IClient", "Relay(String)")));
        Assert.That(sent.Wrapping.ToArray(), Is.EqualTo(FilterHarness.Wrapping(2, 9, 3, 7, 0)));
        Assert.That(
            (delivered.From.Value, delivered.Target, delivered.Wrapping.IsEmpty), Is.EqualTo(("p1", "IClient", true)), "as by the relayer");
    }

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void SendAcknowledgement_IsAMessageOfTheFiltersOwn()
    {
        _filter.Effects.SendAcknowledgement(new SendAcknowledgement(new PeerNumber(1), new Epoch(2), LastReceived.FromCount(6)));

        var sent = _filter.Sent.Single();
        Assert.That((sent.From.Value, sent.To.Value), Is.EqualTo(("p2", "p1")));
        Assert.That(_filter.Filter.Messages.ReadAcknowledge(sent), Is.EqualTo((new Epoch(2), LastReceived.FromCount(6))));
    }
}
