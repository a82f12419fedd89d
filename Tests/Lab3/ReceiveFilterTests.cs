using Course.Assignments;
using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Serialization;

namespace Course.Tests.Lab3;

/// <summary>A3.5: what arrives becomes events.</summary>
internal sealed class ReceiveFilterTests
{
    private const string Slide = "Separation of concerns: send and receive filters";
    private FilterHarness _filter = null!;

    [SetUp]
    public void SetUp() => _filter = new FilterHarness();

    [Test, AssignmentTest("A3.5", Points = 1, Slide = Slide)]
    public void Received_OtherCalls_GoOnUntouched()
    {
        var plain = FilterHarness.Call(new CallForm("IChat", "Say(String)"), from: 3, to: 2);
        _filter.Receive(plain);

        Assert.That(_filter.Delivered, Is.EqualTo(new[] { plain }));
        Assert.That(_filter.Managers.Events, Is.Empty);
    }

    [Test, AssignmentTest("A3.5", Points = 1, Slide = Slide)]
    public void Received_Broadcast_IsUnwrappedIntoAnEvent()
    {
        _filter.Receive(FilterHarness.Call(Forms.Broadcast, from: 3) with { Wrapping = FilterHarness.Wrapping(2, 3, 7, 5) });

        var e = (ReceivedBroadcast)_filter.Managers.Events.Single();
        Assert.That(
            (e.From, e.Epoch, e.Id, e.LastReceived),
            Is.EqualTo((new PeerNumber(3), new Epoch(2), new BroadcastId(new PeerNumber(3), 7), LastReceived.FromCount(5))));
        Assert.That(_filter.Delivered, Is.Empty, "the managers decide when the relayer object gets it");
        Assert.That(
            () => _filter.Receive(FilterHarness.Call(Forms.Broadcast, from: 1) with { Wrapping = FilterHarness.Wrapping(2, 3, 7, 5) }),
            Throws.TypeOf<MessageFormatException>(), "a broadcast of p3 that p1 sends");
    }

    [Test, AssignmentTest("A3.5", Points = 1, Slide = Slide)]
    public void Received_Relay_IsUnwrappedIntoAnEvent()
    {
        _filter.Receive(FilterHarness.Call(Forms.Relay, from: 1) with { Wrapping = FilterHarness.Wrapping(2, 9, 3, 7, 4) });

        var e = (ReceivedRelay)_filter.Managers.Events.Single();
        Assert.That(
            (e.From, e.Epoch, e.Sequence, e.Id, e.Stable),
            Is.EqualTo((
                new PeerNumber(1), new Epoch(2), new SequenceNumber(9), new BroadcastId(new PeerNumber(3), 7), LastReceived.FromCount(4))));
        Assert.That(_filter.Delivered, Is.Empty, "whoever passes a relay on and asks the managers, too, delivers it twice");
    }

    [Test, AssignmentTest("A3.5", Points = 1, Slide = Slide)]
    public void Received_MessageOfAnotherManager_IsAnEventOfItsOwn()
    {
        var messages = _filter.Filter.Messages;
        _filter.Receive(
            messages.Acknowledge(FilterHarness.Name(2), new Epoch(1), LastReceived.FromCount(6)) with { From = FilterHarness.Name(3) });

        Assert.That(
            _filter.Managers.Events,
            Is.EqualTo(new object[] { new ReceivedAcknowledgement(new PeerNumber(3), new Epoch(1), LastReceived.FromCount(6)) }));
        Assert.That(_filter.Delivered, Is.Empty, "no object of the application bears the name of the managers");
    }
}
