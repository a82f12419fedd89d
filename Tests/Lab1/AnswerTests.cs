using Course.Assignments;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab1;

/// <summary>A1.5: the result or the exception comes back to the caller that waits for it.</summary>
internal sealed class AnswerTests
{
    private const string Slide = "GIPC and RPC calls";
    private PortHarness _peer = null!;
    private Calculator _calculator = null!;

    [SetUp]
    public void SetUp()
    {
        _peer = new PortHarness();
        _calculator = new Calculator(_peer.Port);
        _peer.Port.Register<ICalculator>(_calculator);
        _peer.Loop.Pump();
    }

    [Test, AssignmentTest("A1.5", Points = 1, Slide = Slide)]
    public void Request_OfAMethodThatReturns_IsAnsweredWithItsResult()
    {
        _peer.Receive(2, _peer.Call(EnvelopeKind.Request, 7, "Add", 2, 3));

        Assert.That(_peer.Sent, Has.Count.EqualTo(1), "one request, one answer");
        var answer = _peer.Sent[0];
        Assert.That(
            (answer.Kind, answer.To.Value, answer.CallId), Is.EqualTo((EnvelopeKind.Reply, "p2", 7L)),
            "to the caller, with the id under which it waits");
        Assert.That(answer.Payload.ToArray(), Is.EqualTo(_peer.EncodeResult(5)));
    }

    [Test, AssignmentTest("A1.5", Points = 1, Slide = Slide)]
    public void Request_OfAMethodThatThrows_IsAnsweredWithTypeAndMessage()
    {
        _peer.Receive(2, _peer.Call(EnvelopeKind.Request, 7, "Add", int.MaxValue, 1));

        var answer = _peer.Sent.Single();
        Assert.That((answer.Kind, answer.To.Value, answer.CallId), Is.EqualTo((EnvelopeKind.Failure, "p2", 7L)));
        var failure = FailureCodec.Decode(PortHarness.Name(3), "Add(Int32,Int32)", answer.Payload);
        Assert.That(failure.TypeName, Is.EqualTo(typeof(OverflowException).FullName));
        Assert.That(_peer.Faults, Is.Empty, "the caller hears it; it is no fault of this peer");
    }

    [Test, AssignmentTest("A1.5", Points = 1, Slide = Slide)]
    public void Request_WhoseTaskEndsLater_IsAnsweredThenAndHoldsNobodyUp()
    {
        _peer.Receive(1, _peer.Call(EnvelopeKind.Request, 1, "Wait"));
        _peer.Receive(2, _peer.Call(EnvelopeKind.Request, 2, "Add", 1, 1));
        Assert.That(
            _peer.Sent.Select(sent => sent.CallId), Is.EqualTo(new[] { 2L }), "the loop goes on while a called method awaits something");

        _calculator.Gate.SetResult();
        _peer.Loop.Pump();

        Assert.That(_peer.Sent.Select(sent => (sent.Kind, sent.CallId)), Has.Some.EqualTo((EnvelopeKind.Reply, 1L)));
    }

    [Test, AssignmentTest("A1.5", Points = 1, Slide = Slide)]
    public void Answer_ToACallThatWaits_CompletesItAndNoOther()
    {
        var first = _peer.Port.To<ICalculator>(PortHarness.Name(1)).Add(1, 1);
        var second = _peer.Port.To<ICalculator>(PortHarness.Name(1)).Add(2, 2);
        _peer.Loop.Pump();
        var ids = _peer.Sent.Select(sent => sent.CallId).ToList();

        _peer.Receive(1, PortHarness.Answer(EnvelopeKind.Reply, ids[1], _peer.EncodeResult(4)));
        Assert.That((first.IsCompleted, second.IsCompletedSuccessfully), Is.EqualTo((false, true)), "answers may come in any order");
        Assert.That(second.Result, Is.EqualTo(4));
        _peer.Receive(1, PortHarness.Answer(EnvelopeKind.Failure, ids[0], FailureCodec.Encode("Odd", "too odd").ToArray()));

        Assert.That(first.Exception?.InnerException, Is.TypeOf<RemoteException>().With.Property("RemoteMessage").EqualTo("too odd"));
    }
}
