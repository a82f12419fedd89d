using Course.Assignments;
using Course.Rpc;
using Course.Rpc.Filtering;
using Course.Tests.Lab1;

namespace Course.Tests.Hidden.Lab1;

internal sealed class DispatchTests
{
    private const string Slide = "GIPC and RPC calls";

    [Test, AssignmentTest("A1.4", Points = 1, Slide = Slide)]
    public void ReceivedCall_ThatThrows_LeavesNoCallerBehind()
    {
        var peer = new PortHarness();
        peer.Port.Register<ICalculator>(new Calculator(peer.Port));
        peer.Receive(1, peer.Call(EnvelopeKind.OneWay, 0, "Note", ""));

        Assert.That(peer.Port.Caller.IsNone, Is.True);
        Assert.That(peer.Port.Context, Is.Null);
        Assert.That(peer.Faults, Has.Count.EqualTo(1));
    }

    [Test, AssignmentTest("A1.4", Points = 1, Slide = Slide)]
    public void ReceivedCall_OfNoMethodOrBeyondTheBound_IsReportedInWords()
    {
        var peer = new PortHarness(options: new RpcOptions { MaximumHeldCalls = 1 });
        peer.Receive(1, peer.Call(EnvelopeKind.OneWay, 0, "Note", "held"));
        peer.Receive(1, peer.Call(EnvelopeKind.OneWay, 0, "Note", "one too many"));
        var calculator = new Calculator(peer.Port);
        peer.Port.Register<ICalculator>(calculator);
        peer.Loop.Pump();
        peer.Receive(2, peer.Call(EnvelopeKind.OneWay, "Shout(String)", []));

        Assert.That(calculator.Notes, Is.EqualTo(new[] { "held" }));
        Assert.That(
            peer.Faults.Select(fault => fault.GetType()),
            Is.EqualTo(new[] { typeof(InvalidOperationException), typeof(MissingMethodException) }));
    }
}
