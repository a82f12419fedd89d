using Course.Assignments;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab1;

/// <summary>A1.3: a call on a proxy becomes a message.</summary>
internal sealed class MessageTests
{
    private const string Slide = "GIPC and RPC calls";
    private PortHarness _peer = null!;

    [SetUp]
    public void SetUp() => _peer = new PortHarness();

    private ICalculator AtOne => _peer.Port.To<ICalculator>(PortHarness.Name(1));

    [Test, AssignmentTest("A1.3", Points = 1, Slide = Slide)]
    public void Call_OfAVoidMethod_IsSentOneWay()
    {
        AtOne.Note("a");
        _peer.Loop.Pump();

        Assert.That(_peer.Sent, Has.Count.EqualTo(1), "one call, one message");
        var sent = _peer.Sent[0];
        Assert.That(
            (sent.Kind, sent.To.Value, sent.Target, sent.Header, sent.CallId),
            Is.EqualTo((EnvelopeKind.OneWay, "p1", "ICalculator", "Note(String)", 0L)), "kind, to, target, header, id");
        Assert.That(_peer.Decode(sent, "Note"), Is.EqualTo(new object[] { "a" }));
    }

    [Test, AssignmentTest("A1.3", Points = 1, Slide = Slide)]
    public void Call_OfAFunction_IsSentAsARequestAndWaits()
    {
        var sum = AtOne.Add(2, 3);
        var other = AtOne.Add(4, 5);
        _peer.Loop.Pump();

        Assert.That(_peer.Sent.Select(sent => sent.Kind), Is.EqualTo(new[] { EnvelopeKind.Request, EnvelopeKind.Request }));
        Assert.That(_peer.Sent.Select(sent => sent.CallId), Is.Unique, "each request has an id of its own");
        Assert.That(_peer.Decode(_peer.Sent[1], "Add"), Is.EqualTo(new object[] { 4, 5 }));
        Assert.That((sum.IsCompleted, other.IsCompleted, _peer.Port.PendingCount), Is.EqualTo((false, false, 2)), "both wait for answers");
    }

    [Test, AssignmentTest("A1.3", Points = 1, Slide = Slide)]
    public void Call_ArgumentThatChangesAfterwards_CarriesWhatItWas()
    {
        List<int> numbers = [1, 2];
        _ = AtOne.Sum(numbers);
        numbers.Add(3);
        _peer.Loop.Pump();

        Assert.That(
            _peer.Decode(_peer.Sent.Single(), "Sum")[0], Is.EqualTo(new[] { 1, 2 }),
            "the loop sends later; what is sent is encoded at the time of the call");
    }

    [Test, AssignmentTest("A1.3", Points = 1, Slide = Slide)]
    public void Call_ToAPeerThatHasLeft_FailsAndSendsNothing()
    {
        _peer.Leave(1);

        var sum = AtOne.Add(1, 1);
        _peer.Loop.Pump();

        Assert.That(sum.Exception?.InnerException, Is.TypeOf<PeerLeftException>(), "nobody would ever answer");
        Assert.That((_peer.Sent.Count, _peer.Port.PendingCount), Is.EqualTo((0, 0)));
    }
}
