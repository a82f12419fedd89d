using Course.Assignments;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab1;

/// <summary>A1.4: a message becomes a call on a registered object.</summary>
internal sealed class DispatchTests
{
    private const string Slide = "GIPC and RPC calls";
    private PortHarness _peer = null!;
    private Calculator _calculator = null!;

    [SetUp]
    public void SetUp()
    {
        _peer = new PortHarness();
        _calculator = new Calculator(_peer.Port);
    }

    [Test, AssignmentTest("A1.4", Points = 1, Slide = Slide)]
    public void ReceivedCall_OfARegisteredObject_IsCarriedOutOnce()
    {
        Register();
        Receive(1, "a");
        Receive(2, "b");

        Assert.That(_calculator.Notes, Is.EqualTo(new[] { "a", "b" }), "each once, in the order in which they came");
        Assert.That(_peer.Faults, Is.Empty);
    }

    [Test, AssignmentTest("A1.4", Points = 1, Slide = Slide)]
    public void ReceivedCall_BeforeItsObjectIsThere_IsCarriedOutWhenItIs()
    {
        Receive(1, "a");
        Receive(2, "b");
        Assert.That(_peer.Faults, Is.Empty, "the object may come later");

        Register();

        Assert.That(_calculator.Notes, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test, AssignmentTest("A1.4", Points = 1, Slide = Slide)]
    public void ReceivedCall_WhileItRuns_KnowsItsCaller()
    {
        Register();
        Receive(2, "a");
        Receive(1, "b");

        Assert.That(_calculator.Callers.Select(caller => caller.Value), Is.EqualTo(new[] { "p2", "p1" }));
        Assert.That(_peer.Port.Caller.IsNone, Is.True, "no call is being carried out any more");
    }

    [Test, AssignmentTest("A1.4", Points = 1, Slide = Slide)]
    public void ReceivedCall_OfAVoidMethodThatThrows_IsReportedAndTheNextRuns()
    {
        Register();
        Receive(1, "");
        Receive(1, "next");

        Assert.That(
            _peer.Faults.Select(fault => fault.Message), Is.EqualTo(new[] { "nothing to note" }), "no caller waits: it is reported");
        Assert.That(_calculator.Notes, Is.EqualTo(new[] { "next" }));
    }

    private void Register()
    {
        _peer.Port.Register<ICalculator>(_calculator);
        _peer.Loop.Pump();
    }

    private void Receive(int from, string text) => _peer.Receive(from, _peer.Call(EnvelopeKind.OneWay, 0, "Note", text));
}
