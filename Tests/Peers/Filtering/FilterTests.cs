using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Filtering;

namespace Course.Tests.Peers.Filtering;

/// <summary>What the send and the receive filter pass untouched, wrap, unwrap, hold, release and originate.</summary>
public sealed class FilterTests
{
    private static readonly CallForm Broadcast = FilterHarness.BroadcastForm;
    private static readonly CallForm Relay = FilterHarness.RelayForm;

    [TestCase("IRelayer", "Broadcast(ApplicationCall)", EnvelopeKind.OneWay, CallClass.Broadcast)]
    [TestCase("IRelayerClient", "Relay(ApplicationCall)", EnvelopeKind.OneWay, CallClass.Relay)]
    [TestCase("(managers)", "Anything()", EnvelopeKind.OneWay, CallClass.ManagerMessage)]
    [TestCase("IManagerMessages", "Anything()", EnvelopeKind.OneWay, CallClass.Other)]
    [TestCase("IRelayer", "Broadcast(String)", EnvelopeKind.OneWay, CallClass.Other)]
    [TestCase("IChat", "Broadcast(ApplicationCall)", EnvelopeKind.OneWay, CallClass.Other)]
    [TestCase("IRelayer", "Broadcast(ApplicationCall)", EnvelopeKind.Reply, CallClass.Other)]
    [TestCase("IRelayerClient", "Relay(ApplicationCall)", EnvelopeKind.Failure, CallClass.Other)]
    public void HeaderList_ByTargetAndHeader_TellsCallsApart(string target, string header, EnvelopeKind kind, CallClass expected) =>
        Assert.That(
            new HeaderList(Broadcast, Relay).ClassOf(new Envelope { Kind = kind, Target = target, Header = header }), Is.EqualTo(expected));

    [Test]
    public void PlainCallsAndAnswers_EitherWay_PassUntouched()
    {
        var filters = new FilterHarness(self: 2);
        var call = FilterHarness.Call(
            new CallForm("IChat", "Say(String)"), from: 2, to: 3) with
        { Kind = EnvelopeKind.Request, CallId = 7 };
        filters.Send(call);
        filters.Receive(call with { Kind = EnvelopeKind.Reply, From = FilterHarness.Name(3), Target = "", Header = "" });
        Assert.That(filters.Sent.Single(), Is.EqualTo(call));
        Assert.That(
            filters.Delivered.Single(),
            Is.EqualTo(call with { Kind = EnvelopeKind.Reply, From = FilterHarness.Name(3), Target = "", Header = "" }));
    }

    [Test]
    public void Broadcast_OfTheApplication_IsWrappedAndAddressedToTheRelayer()
    {
        var filters = new FilterHarness(self: 2);
        var call = FilterHarness.Call(Broadcast, from: 2);
        filters.Send(call);
        filters.Send(call);
        Assert.That(filters.Sent.Select(sent => sent.To), Is.All.EqualTo(FilterHarness.Name(1)));
        Assert.That(filters.Sent[0].Payload.ToArray(), Is.EqualTo(call.Payload.ToArray()));
        Assert.That(
            filters.Sent[0].Wrapping.ToArray(), Is.EqualTo(FilterHarness.Wrapping(1, 2, 1, 0)), "epoch, host, local number, last received");
        Assert.That(filters.Sent[1].Wrapping.ToArray(), Is.EqualTo(FilterHarness.Wrapping(1, 2, 2, 0)));
    }

    [Test]
    public void Broadcast_BeforeTheStart_IsHeldAndReleasedAtTheStart()
    {
        var filters = new FilterHarness(self: 2, started: false);
        filters.Send(FilterHarness.Call(Broadcast, from: 2));
        Assert.That(filters.Sent, Is.Empty);
        filters.Start();
        Assert.That(filters.Sent.Single().Wrapping.ToArray(), Is.EqualTo(FilterHarness.Wrapping(1, 2, 1, 0)));
    }

    [Test]
    public void Broadcast_DuringSynchronization_IsHeldAndReleasedByFinish()
    {
        var filters = new FilterHarness(self: 3);
        filters.Leave(1);
        filters.Send(FilterHarness.Call(Broadcast, from: 3));
        Assert.That(filters.Sent.Where(sent => sent.Target == Broadcast.Target), Is.Empty);
        filters.ReceiveManagerMessage(2, nameof(IManagerMessages.FinishSynchronization), 2, 0L);
        var released = filters.Sent.Single(sent => sent.Target == Broadcast.Target);
        Assert.That((released.To, released.Wrapping.ToArray()), Is.EqualTo((FilterHarness.Name(2), FilterHarness.Wrapping(2, 3, 1, 0))));
    }

    [Test]
    public void Relayer_ReceivedBroadcast_IsUnwrappedForTheRelayerObject_AndItsRelaysBearOneNumber()
    {
        var filters = new FilterHarness(self: 1);
        filters.OnDelivered = delivered =>
        {
            if (delivered.Target != Broadcast.Target) return;
            foreach (var to in new[] { 2, 3, 1 }) filters.Send(
                FilterHarness.Call(Relay, from: 1, to: to, payload: "relay") with { Context = delivered.Context });
        };
        filters.ReceiveBroadcast(3, 1, 3, 1, 0);
        var passed = filters.Delivered.Single();
        Assert.That(
            (passed.From, passed.Target, passed.Header, passed.Wrapping.IsEmpty),
            Is.EqualTo((FilterHarness.Name(3), Broadcast.Target, Broadcast.Header, true)));
        Assert.That(filters.Sent.Select(sent => sent.To), Is.EqualTo(new[] { 2, 3, 1 }.Select(FilterHarness.Name)));
        Assert.That(
            filters.Sent[0].Wrapping
            .ToArray(), Is.EqualTo(FilterHarness.Wrapping(1, 1, 3, 1, 0)), "epoch, sequence, host, local number, stable");
        Assert.That(
            filters.Sent
            .Select(sent => sent.Wrapping), Is.All.EqualTo(filters.Sent[0].Wrapping), "the same bytes, so that the frame is encoded once");
    }

    [Test]
    public void Relay_OutsideOfABroadcast_IsRefusedNamingTheRule()
    {
        var filters = new FilterHarness(self: 1);
        Assert.That(() => filters.Send(FilterHarness.Call(Relay, from: 1, to: 2)),
            Throws.InvalidOperationException.With.Message.Contains("Relay(ApplicationCall) was called outside of a broadcast"));
    }

    [Test]
    public void Client_ReceivedRelay_IsUnwrappedAndDeliveredOnce_AndAcknowledged()
    {
        var filters = new FilterHarness(self: 2);
        filters.ReceiveRelay(1, 1, 1, 3, 1, 0);
        filters.ReceiveRelay(1, 1, 1, 3, 1, 0);
        var delivered = filters.Delivered.Single();
        Assert.That(
            (delivered.Target, delivered.From, delivered.Wrapping.IsEmpty), Is.EqualTo((Relay.Target, FilterHarness.Name(1), true)));
        Assert.That(filters.Originated(nameof(IManagerMessages.Acknowledge)).Select(sent => (sent.To, sent.Arguments)),
            Is.EqualTo(Enumerable.Repeat((FilterHarness.Name(1), new object?[] { 1, 1L }), 2)));
    }

    [Test]
    public void Client_RelayThatIsNotTheRelayers_IsDroppedWithoutAWord()
    {
        var filters = new FilterHarness(self: 2);
        filters.ReceiveRelay(3, 1, 1, 3, 1, 0);
        Assert.That((filters.Delivered.Count, filters.Sent.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ProcessLeft_OfTheRelayer_IsToldToTheOthers_ReportedToTheNext_AndItsLinkClosed()
    {
        var filters = new FilterHarness(self: 3, peers: 4);
        filters.ReceiveRelay(1, 1, 1, 4, 1, 0);
        filters.Leave(1);
        var told = filters.Originated(nameof(IManagerMessages.Left)).Where(sent => sent.To != FilterHarness.Name(1)).ToList();
        Assert.That(told.Select(sent => sent.To), Is.EqualTo(new[] { 2, 4 }.Select(FilterHarness.Name)));
        Assert.That(told.Select(sent => sent.Arguments[0]), Is.All.EqualTo(1));
        var (to, arguments) = filters.Originated(nameof(IManagerMessages.Report)).Single();
        var part = (ReportPart)arguments[0]!;
        Assert.That((to, part.Epoch, part.Last, part.IsLast), Is.EqualTo((FilterHarness.Name(2), 2, 1L, true)));
        Assert.That(part.Entries.Select(entry => (entry.Sequence, entry.Host, entry.LocalNumber)), Is.EqualTo(new[] { (1L, 4, 1L) }));
        filters.Transport.Verify(
            transport => transport.Close(FilterHarness.Name(1), Moq.It.Is<string>(text => text.StartsWith("excluded at epoch 2 by 'p3'"))));
    }

    [Test]
    public void Report_LargerThanAPart_IsSplit_AndOnlyTheLastPartCompletesIt()
    {
        var options = new FaultToleranceOptions { Buffering = Buffering.Replicated };
        var (slave, master) = (new FilterHarness(self: 3, options: options), new FilterHarness(self: 2, options: options));
        var large = new string('x', 400_000);
        foreach (var number in Enumerable.Range(1, 5))
        {
            slave.Receive(
                FilterHarness.Call(Relay, from: 1, payload: large) with { Wrapping = FilterHarness.Wrapping(1, number, 1, number, 0) });
        }

        slave.Leave(1);
        master.Leave(1);
        var parts = slave.Originated(nameof(IManagerMessages.Report)).Select(sent => (ReportPart)sent.Arguments[0]!).ToList();
        Assert.That(parts.Select(part => (part.Entries.Count, part.IsLast)), Is.EqualTo(new[] { (2, false), (2, false), (1, true) }));
        foreach (var part in parts)
        {
            Assert.That(master.Originated(nameof(IManagerMessages.FinishSynchronization)), Is.Empty);
            master.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), part);
        }

        Assert.That(
            master.Delivered
            .Select(delivered => delivered.Payload.Length), Is.EqualTo(Enumerable.Repeat(large.Length, 5)),
            "the master lacked all of them");
        Assert.That(
            master.Originated(nameof(IManagerMessages.FinishSynchronization)).Single().Arguments, Is.EqualTo(new object[] { 2, 5L }));
    }

    [Test]
    public void Report_WhoseReporterLeavesInTheMiddle_IsForgotten()
    {
        var master = new FilterHarness(self: 2, peers: 4, options: new FaultToleranceOptions { Buffering = Buffering.Replicated });
        master.Leave(1);
        master.ReceiveManagerMessage(
            3, nameof(IManagerMessages.Report), new ReportPart(2, 2, [new ReportEntry(1, 1, 1, new byte[1])], IsLast: false));
        master.Leave(3);
        master.ReceiveManagerMessage(4, nameof(IManagerMessages.Report), new ReportPart(2, 0, [], IsLast: true));
        Assert.That(master.Delivered, Is.Empty, "half a report is none");
        Assert.That(
            master.Originated(nameof(IManagerMessages.FinishSynchronization)).Single().Arguments, Is.EqualTo(new object[] { 2, 0L }));
    }
}
