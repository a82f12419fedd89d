using Course.Assignments;
using Course.Rpc.Filtering;
using Course.Rpc.Transport;
using Course.Tests.Lab1;

namespace Course.Tests.Hidden.Lab1;

internal sealed class GroupTests
{
    private const string Slide = "GIPC and RPC calls";
    private PortHarness _peer = null!;

    [SetUp]
    public void SetUp() => _peer = new PortHarness(members: 4);

    [Test, AssignmentTest("A1.6", Points = 1, Slide = Slide)]
    public void Function_OfNobodyAndOfThoseWhoHaveLeft_CompletesAtOnce()
    {
        _peer.Leave(1);
        var nobody = _peer.Port.Set<ICalculator>([]).CallAsync(calculator => calculator.Add(1, 2));
        var gone = _peer.Port.Set<ICalculator>([PortHarness.Name(1)]).CallAsync(calculator => calculator.Add(1, 2));
        _peer.Loop.Pump();

        Assert.That((nobody.IsCompletedSuccessfully, gone.IsCompletedSuccessfully), Is.EqualTo((true, true)));
        Assert.That(nobody.Result, Is.Empty);
        Assert.That(gone.Result[PortHarness.Name(1)].Failure, Is.Not.Null);
    }

    [Test, AssignmentTest("A1.6", Points = 1, Slide = Slide)]
    public void Functions_ThatOverlap_KeepTheirResultsApart()
    {
        var others = _peer.Port.Others<ICalculator>();
        var ones = others.CallAsync(calculator => calculator.Add(1, 0));
        var twos = others.CallAsync(calculator => calculator.Add(2, 0));
        _peer.Loop.Pump();
        foreach (var request in _peer.Sent.Reverse())
        {
            var left = (int)_peer.Decode(request, "Add")[0]!;
            var from = int.Parse(request.To.Value[1..]);
            _peer.Receive(from, PortHarness.Answer(EnvelopeKind.Reply, request.CallId, _peer.EncodeResult((left * 10) + from)));
        }

        _peer.Loop.Pump();
        Assert.That(Results(ones), Is.EqualTo(new[] { 11, 12, 13 }));
        Assert.That(Results(twos), Is.EqualTo(new[] { 21, 22, 23 }));
    }

    private static IEnumerable<int> Results(Task<IReadOnlyDictionary<PeerName, Course.Rpc.Calls.MemberResult<int>>> call) =>
        call.IsCompletedSuccessfully ? call.Result.OrderBy(result => result.Key).Select(result => result.Value.Value) : [];
}
