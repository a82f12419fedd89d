using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Filtering;

/// <summary>The lecture's events of one peer, as its trace tells them; the checkers judge by nothing else.</summary>
public sealed class FilterTraceTests
{
    private readonly RecordedTrace _lines = new();

    [Test]
    public void Client_BroadcastAndRelay_AreTold()
    {
        var filters = Started(self: 3);
        filters.Send(FilterHarness.Call(FilterHarness.BroadcastForm, from: 3));
        filters.ReceiveRelay(1, 1, 1, 2, 1, 0);
        filters.ReceiveRelay(1, 1, 1, 2, 1, 0);
        Assert.That(_lines.Take(), Is.EqualTo(new[]
        {
            "SentBroadcast Application epoch 1 p3:1 to p1 link 1 Say(String) 4",
            "ReceivedRelay Rpc epoch 1 #1 p2:1 from p1 link 0",
            "SentAcknowledgement Select epoch 1 #1 to p1 link 1",
            "ReceivedRelay Rpc epoch 1 #1 p2:1 from p1 link 0",
            "Discarded Rpc epoch 1 #1 p2:1 from p1 ReceivedRelay: duplicate: accepted before",
            "SentAcknowledgement Select epoch 1 #1 to p1 link 1",
        }));
    }

    [Test]
    public void Client_RelayerLeaves_TellsTheWholeSynchronization()
    {
        var filters = Started(self: 3);
        filters.Send(FilterHarness.Call(FilterHarness.BroadcastForm, from: 3));
        filters.ReceiveRelay(1, 1, 1, 2, 1, 0);
        _lines.Take();
        filters.Leave(1);
        filters.Send(FilterHarness.Call(FilterHarness.BroadcastForm, from: 3, payload: "second"));
        filters.ReceiveManagerMessage(2, nameof(IManagerMessages.Left), 1, "silent");
        filters.ReceiveManagerMessage(2, nameof(IManagerMessages.FinishSynchronization), 2, 1L);
        Assert.That(_lines.Take(), Is.EqualTo(new[]
        {
            "ProcessLeft Select from p1 ConnectionLost: the connection was lost",
            "SentLeft Select to p1 link 1 p1: the connection was lost",
            "SentLeft Select to p2 link 1 p1: the connection was lost",
            "EnteredSynchronization Select epoch 2 #1 relayer p2",
            "SentReport Select epoch 2 #1 to p2 link 1 1 entries",
            "HeldBroadcast Application p3:2",
            "ReceivedLeft Select from p2 link 0 p1: silent",
            "ReceivedFinishSynchronization Select epoch 2 #1 from p2 link 0",
            "SentBroadcast Select epoch 2 p3:1 to p2 link 1 Say(String) 4 resend",
            "SentBroadcast Application epoch 2 p3:2 to p2 link 1 Say(String) 6",
        }));
    }

    [Test]
    public void Relayer_TakesOver_TellsFillsAndFinish()
    {
        var filters = Started(self: 2);
        filters.ReceiveRelay(1, 1, 1, 1, 1, 0);
        _lines.Take();
        filters.Leave(1);
        filters.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), new ReportPart(2, 0, [], IsLast: true));
        Assert.That(_lines.Take(), Is.EqualTo(new[]
        {
            "ProcessLeft Select from p1 ConnectionLost: the connection was lost",
            "SentLeft Select to p1 link 1 p1: the connection was lost",
            "SentLeft Select to p3 link 1 p1: the connection was lost",
            "EnteredSynchronization Select epoch 2 #1 relayer p2",
            "BecameRelayer Select epoch 2 #1",
            "ReceivedReport Select epoch 2 #0 from p3 link 0 0 entries",
            "SentRelay Select epoch 2 #1 p1:1 to p3 link 1 Say(String) 4 fill",
            "SentFinishSynchronization Select epoch 2 #1 to p3 link 1",
            "ReceivedFinishSynchronization Select epoch 2 #1",
        }));
    }

    [Test]
    public void Relayer_Broadcast_IsToldWithItsRelaysAndAcknowledgements()
    {
        var filters = new FilterHarness(self: 1, peers: 2, events: _lines);
        filters.OnDelivered = delivered => filters.Send(
            FilterHarness.Call(FilterHarness.RelayForm, from: 1, to: 2) with { Context = delivered.Context });
        filters.ReceiveBroadcast(2, 1, 2, 1, 0);
        filters.ReceiveManagerMessage(2, nameof(IManagerMessages.Acknowledge), 1, 1L);
        Assert.That(_lines.Take(), Is.EqualTo(new[]
        {
            "SessionStarted Select p1 p2",
            "BecameRelayer Select epoch 1 #0",
            "ProcessJoined Select from p2",
            "ReceivedBroadcast Rpc epoch 1 p2:1 from p2 link 0",
            "SentRelay Rpc epoch 1 #1 p2:1 to p2 link 1 Say(String) 4",
            "ReceivedAcknowledgement Select epoch 1 #1 from p2 link 0",
        }));
    }

    [Test]
    public void Delivery_WellOrNot_IsToldAtItsPlace()
    {
        var filters = Started(self: 3);
        var place = new BroadcastContext(new Epoch(1), new SequenceNumber(7), new BroadcastId(new PeerNumber(2), 5));
        filters.Trace.Delivered(place, "Say(String)", [1, 2, 3]);
        filters.Trace.DeliveryFailed(place, "Say(String)", new InvalidOperationException("broken"));
        var told = _lines.Take();
        Assert.That(told[0], Does.Match("^Delivered [A-Z][a-z]+ epoch 1 #7 p2:5 Say\\(String\\) [0-9a-f]+$"));
        Assert.That(
            told[1], Does.StartWith("DeliveryFailed ").And.EndWith(" epoch 1 #7 p2:5 Say(String) InvalidOperationException: broken"));
    }

    [TestCase(LeaveReason.Goodbye, "goodbye", "SessionEnded Select goodbye")]
    [TestCase(LeaveReason.Excluded, "by p2", "SessionEnded Select Excluded: by p2")]
    public void Session_Ends_IsToldWithItsReason(LeaveReason reason, string detail, string line)
    {
        var filters = Started(self: 3);
        filters.End(reason, detail);
        filters.Trace.End();
        Assert.That(_lines.Take(), Is.EqualTo(new[] { line, "TraceEnded Application" }));
    }

    [Test]
    public void Relay_Delivered_BearsItsPlaceOnlyForATrace()
    {
        var (traced, silent) = (Started(self: 3), new FilterHarness(self: 3));
        foreach (var filters in new[] { traced, silent }) filters.ReceiveRelay(1, 1, 1, 2, 1, 0);
        var place = new BroadcastContext(new Epoch(1), new SequenceNumber(1), new BroadcastId(new PeerNumber(2), 1));
        Assert.That((traced.Delivered.Single().Context, silent.Delivered.Single().Context), Is.EqualTo((place, (object?)null)));
    }

    [Test]
    public void Left_WithoutAReason_IsToldAndClosesTheLink()
    {
        var filters = Started(self: 3);
        filters.ReceiveManagerMessage(1, nameof(IManagerMessages.Left), 2, null);
        Assert.That(_lines.Take()[0], Is.EqualTo("ReceivedLeft Select from p1 link 0 p2: "));
        filters.Transport.Verify(transport => transport.Close(FilterHarness.Name(2), "excluded at epoch 1 by 'p3': "));
    }

    private FilterHarness Started(int self)
    {
        var filters = new FilterHarness(self, events: _lines);
        Assert.That(_lines.Take()[0], Is.EqualTo("SessionStarted Select p1 p2 p3"));
        return filters;
    }
}
