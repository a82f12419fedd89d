using Course.Assignments;
using Course.Rpc.Filtering;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Tests.Lab1;

namespace Course.Tests.Hidden.Lab1;

internal sealed class MessageTests
{
    private const string Slide = "GIPC and RPC calls";
    private PortHarness _peer = null!;

    [SetUp]
    public void SetUp() => _peer = new PortHarness(members: 4);

    [Test, AssignmentTest("A1.3", Points = 1, Slide = Slide)]
    public void Call_ByAMovingProxy_GoesToWhereItPointsWhenItIsSent()
    {
        var current = PortHarness.Name(2);
        var proxy = _peer.Port.To<ICalculator>(() => current, "other");
        proxy.Note("a");
        _peer.Loop.Pump();
        current = PortHarness.Name(1);
        _ = proxy.Add(1, 2);
        _peer.Loop.Pump();

        Assert.That(
            _peer.Sent.Select(sent => (sent.To.Value, sent.Target, sent.Kind)),
            Is.EqualTo(new[] { ("p2", "other", EnvelopeKind.OneWay), ("p1", "other", EnvelopeKind.Request) }));
    }

    [Test, AssignmentTest("A1.3", Points = 1, Slide = Slide)]
    public void Call_ThatCannotBeSent_FailsAndWaitsForNothing()
    {
        _peer.MaximumFrame = 100;
        var large = _peer.Port.To<ICalculator>(PortHarness.Name(1)).Sum([.. Enumerable.Range(0, 200)]);
        _peer.Loop.Pump();
        Assert.That(large.Exception?.InnerException, Is.TypeOf<ArgumentException>());

        _peer.Loop.Post(Course.Rpc.Loops.ThreadRole.Application, () => _peer.Port.Connections.End(LeaveReason.Goodbye, "enough"));
        var late = _peer.Port.To<ICalculator>(PortHarness.Name(1)).Add(1, 1);
        _peer.Loop.Pump();

        Assert.That(late.Exception?.InnerException, Is.TypeOf<SessionEndedException>());
        Assert.That(_peer.Port.PendingCount, Is.Zero);
    }
}
