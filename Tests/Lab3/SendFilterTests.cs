using Course.Assignments;
using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab3;

/// <summary>A3.4: what leaves becomes events.</summary>
internal sealed class SendFilterTests
{
    private const string Slide = "Separation of concerns: send and receive filters";
    private FilterHarness _filter = null!;

    [SetUp]
    public void SetUp() => _filter = new FilterHarness();

    [Test, AssignmentTest("A3.4", Points = 1, Slide = Slide)]
    public void Sent_OtherCallsAndAnswers_GoOnUntouched()
    {
        var plain = FilterHarness.Call(new CallForm("IChat", "Say(String)"));
        var answer = FilterHarness.Call(Forms.Broadcast) with { Kind = EnvelopeKind.Reply };
        _filter.Send(plain);
        _filter.Send(answer);

        Assert.That(_filter.Sent, Is.EqualTo(new[] { plain, answer }));
        Assert.That(_filter.Managers.Events, Is.Empty, "the managers know application calls only");
    }

    [Test, AssignmentTest("A3.4", Points = 1, Slide = Slide)]
    public void Sent_Broadcast_IsAnEventAndGoesNoFurther()
    {
        var broadcast = FilterHarness.Call(Forms.Broadcast, payload: "hello");
        _filter.Send(broadcast);

        Assert.That(_filter.Managers.Events, Has.Count.EqualTo(1));
        Assert.That(((SentBroadcast)_filter.Managers.Events[0]).Body.Bytes.ToArray(), Is.EqualTo(broadcast.Payload.ToArray()));
        Assert.That(_filter.Sent, Is.Empty, "the managers decide whether, when and to whom it is sent");
    }

    [Test, AssignmentTest("A3.4", Points = 1, Slide = Slide)]
    public void Sent_Relay_IsAnEventOfTheBroadcastThatCausedIt()
    {
        var id = new BroadcastId(new PeerNumber(3), 4);
        var context = new BroadcastContext(new Epoch(1), new SequenceNumber(9), id);
        _filter.Send(FilterHarness.Call(Forms.Relay, to: 3) with { Context = context });

        var e = (SentRelay)_filter.Managers.Events.Single();
        Assert.That((e.To, e.Id), Is.EqualTo((new PeerNumber(3), id)), "the receiver's number, and the id in the context");
        Assert.That(_filter.Sent, Is.Empty);
        Assert.That(
            () => _filter.Send(FilterHarness.Call(Forms.Relay)), Throws.InvalidOperationException, "a relay that no broadcast caused");
    }
}
