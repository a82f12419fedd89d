using Course.Assignments;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab1;

/// <summary>A1.6: a call to a group has one result per member.</summary>
internal sealed class GroupTests
{
    private const string Slide = "GIPC and RPC calls";
    private PortHarness _peer = null!;

    [SetUp]
    public void SetUp() => _peer = new PortHarness();

    private Group<ICalculator> All => _peer.Port.All<ICalculator>();

    [Test, AssignmentTest("A1.6", Points = 1, Slide = Slide)]
    public void Procedure_ToAll_GoesToEachLiveMemberOnce_ThisPeerLast()
    {
        All.OneWay.Note("a");
        _peer.Loop.Pump();
        Assert.That(_peer.Sent.Select(sent => sent.To.Value), Is.EqualTo(new[] { "p1", "p2", "p3" }));

        _peer.Leave(1);
        All.OneWay.Note("b");
        _peer.Loop.Pump();

        Assert.That(
            _peer.Sent.Skip(3).Select(sent => sent.To.Value), Is.EqualTo(new[] { "p2", "p3" }), "who is in it is asked at each call");
    }

    [Test, AssignmentTest("A1.6", Points = 1, Slide = Slide)]
    public void Function_OfAGroup_AsksEachMemberUnderAnIdOfItsOwn()
    {
        var sums = _peer.Port.Others<ICalculator>().CallAsync(calculator => calculator.Add(1, 2));
        _peer.Loop.Pump();

        Assert.That(_peer.Sent.Select(sent => (sent.To.Value, sent.Kind)),
            Is.EqualTo(new[] { ("p1", EnvelopeKind.Request), ("p2", EnvelopeKind.Request) }));
        Assert.That(_peer.Sent.Select(sent => sent.CallId), Is.Unique, "two members answer: their answers must be told apart");
        Assert.That(sums.IsCompleted, Is.False);
    }

    [Test, AssignmentTest("A1.6", Points = 1, Slide = Slide)]
    public void Function_OfAGroup_CompletesWithTheLastAnswer()
    {
        var sums = _peer.Port.Others<ICalculator>().CallAsync(calculator => calculator.Add(1, 2));
        _peer.Loop.Pump();
        Answer(2, 20);
        Assert.That(sums.IsCompleted, Is.False, "p1 has not answered yet");
        Answer(1, 10);

        Assert.That(sums.IsCompletedSuccessfully, Is.True);
        Assert.That(
            sums.Result.OrderBy(result => result.Key).Select(result => (result.Key.Value, result.Value.Value)),
            Is.EqualTo(new[] { ("p1", 10), ("p2", 20) }), "each member's own result");
    }

    [Test, AssignmentTest("A1.6", Points = 1, Slide = Slide)]
    public void Function_MemberThatLeaves_HasItsFailureAndNobodyWaitsForEver()
    {
        var sums = _peer.Port.Others<ICalculator>().CallAsync(calculator => calculator.Add(1, 2));
        _peer.Loop.Pump();
        Answer(1, 3);
        _peer.Leave(2);
        _peer.Loop.Pump();

        Assert.That(sums.IsCompletedSuccessfully, Is.True, "a member that fails is a result, not the end of the call");
        Assert.That(sums.Result[PortHarness.Name(1)].Value, Is.EqualTo(3));
        Assert.That(sums.Result[PortHarness.Name(2)].Failure, Is.TypeOf<PeerLeftException>());
    }

    private void Answer(int member, int result)
    {
        var request = _peer.Sent.Single(sent => sent.To == PortHarness.Name(member));
        _peer.Receive(member, PortHarness.Answer(EnvelopeKind.Reply, request.CallId, _peer.EncodeResult(result)));
        _peer.Loop.Pump();
    }
}
