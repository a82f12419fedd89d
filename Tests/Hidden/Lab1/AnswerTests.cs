using Course.Assignments;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Tests.Lab1;

namespace Course.Tests.Hidden.Lab1;

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
    public void Request_WhoseTaskFailsLater_IsAnsweredWithTheFailureUnlessItsCallerHasLeft()
    {
        _peer.Receive(1, _peer.Call(EnvelopeKind.Request, 11, "Wait"));
        _peer.Receive(2, _peer.Call(EnvelopeKind.Request, 22, "Wait"));
        _peer.Leave(2);
        _calculator.Gate.SetException(new TimeoutException("too late"));
        _peer.Loop.Pump();

        var answer = _peer.Sent.Single();
        Assert.That((answer.Kind, answer.To.Value, answer.CallId), Is.EqualTo((EnvelopeKind.Failure, "p1", 11L)));
        Assert.That(FailureCodec.Decode(PortHarness.Name(3), "Wait()", answer.Payload).RemoteMessage, Is.EqualTo("too late"));
    }

    [Test, AssignmentTest("A1.5", Points = 1, Slide = Slide)]
    public void Answer_OfAStrangerOrGarbled_HarmsNobodyElse()
    {
        var sum = _peer.Port.To<ICalculator>(PortHarness.Name(1)).Add(1, 1);
        var other = _peer.Port.To<ICalculator>(PortHarness.Name(2)).Add(2, 2);
        _peer.Loop.Pump();
        var id = _peer.Sent[0].CallId;

        _peer.Receive(2, PortHarness.Answer(EnvelopeKind.Reply, id, _peer.EncodeResult(9)));
        _peer.Receive(1, PortHarness.Answer(EnvelopeKind.Reply, id + 1000, _peer.EncodeResult(9)));
        Assert.That(sum.IsCompleted, Is.False, "p2 was not asked, and nobody waits under the other id");
        _peer.Receive(1, PortHarness.Answer(EnvelopeKind.Reply, id, [0xc1]));

        Assert.That(sum.Exception?.InnerException, Is.TypeOf<MessageFormatException>());
        Assert.That((other.IsCompleted, _peer.Faults.Count), Is.EqualTo((false, 0)));
    }
}
