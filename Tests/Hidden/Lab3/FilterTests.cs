using Course.Assignments;
using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Tests.Lab3;

namespace Course.Tests.Hidden.Lab3;

internal sealed class FilterTests
{
    private const string Slide = "Separation of concerns: send and receive filters";

    [Test, AssignmentTest("A3.1", Points = 1, Slide = Slide)]
    public void ClassOf_FormsThatDifferInCaseOrAreSwapped_AreOther()
    {
        var headers = new HeaderList(new CallForm("B", "Do(String)"), new CallForm("R", "Do(String)"));
        CallClass Class(string target, string header) => headers.ClassOf(new Envelope { Target = target, Header = header });

        Assert.That((Class("B", "Do(String)"), Class("R", "Do(String)")), Is.EqualTo((CallClass.Broadcast, CallClass.Relay)));
        Assert.That(Class("b", "Do(String)"), Is.EqualTo(CallClass.Other));
        Assert.That(Class("R", "do(String)"), Is.EqualTo(CallClass.Other));
    }

    [Test, AssignmentTest("A3.2", Points = 1, Slide = Slide, Reason = "The ends of the range: no known wrong solution meets them.")]
    public void Pipeline_WithOneFilterOrNone_HasBothEnds()
    {
        List<string> seen = [];
        var none = new FilterPipeline([], new End("application", seen), new End("wire", seen));
        none.Send(default);
        none.Receive(default);
        var one = new FilterPipeline([new Doubling()], new End("application", seen), new End("wire", seen));
        one.Send(default);
        one.Receive(default);

        Assert.That(seen, Is.EqualTo(new[] { "wire", "application", "wire", "wire", "application", "application" }));
    }

    [Test, AssignmentTest("A3.3", Points = 1, Slide = "GIPC and RPC calls")]
    public void Wrappings_OfTheLargestNumbers_ComeBackAndStrangersAreRefused()
    {
        var members = new MemberTable();
        members.Fill(FilterUnderTest.StartOf(2));
        var id = new BroadcastId(new PeerNumber(2), long.MaxValue);
        var relay = new RelayWrapping(new Epoch(int.MaxValue), new SequenceNumber(long.MaxValue), id, LastReceived.FromCount(0));

        Assert.That(RelayWrapping.Unwrap(relay.Wrap(), members), Is.EqualTo(relay));
        Assert.That(
            () => BroadcastWrapping.Unwrap(FilterHarness.Wrapping(1, 3, 1, 0), members),
            Throws.TypeOf<MessageFormatException>(), "no member 3");
        Assert.That(
            () => RelayWrapping.Unwrap((byte[])[.. FilterHarness.Wrapping(1, 1, 1, 1, 0), 7], members),
            Throws.TypeOf<MessageFormatException>(), "a byte too many");
    }

    [Test, AssignmentTest("A3.4", Points = 1, Slide = Slide)]
    public void Sent_MessageBetweenManagers_GoesOn_AndEachRelayKeepsItsOwnBroadcast()
    {
        var filter = new FilterHarness();
        var acknowledgement = filter.Filter.Messages.Acknowledge(FilterHarness.Name(1), new Epoch(1), default);
        filter.Send(acknowledgement);
        foreach (var number in new[] { 2, 1, 2 })
        {
            var id = new BroadcastId(new PeerNumber(1), number);
            var context = new BroadcastContext(new Epoch(1), new SequenceNumber(number), id);
            filter.Send(FilterHarness.Call(Forms.Relay, to: number) with { Context = context });
        }

        Assert.That(filter.Sent, Is.EqualTo(new[] { acknowledgement }));
        Assert.That(
            filter.Managers.Events.Cast<SentRelay>().Select(e => (e.To.Value, e.Id.LocalNumber)),
            Is.EqualTo(new[] { (2, 2L), (1, 1L), (2, 2L) }));
    }

    [Test, AssignmentTest("A3.5", Points = 1, Slide = Slide)]
    public void Received_ReportFinishAndLeft_BecomeTheirEvents_AndOthersAreRefused()
    {
        var filter = new FilterHarness();
        var (messages, self) = (filter.Filter.Messages, FilterHarness.Name(2));
        var from = FilterHarness.Name(3);
        filter.Receive(messages.Report(self, new ReportPart(2, 0, [], IsLast: true)) with { From = from });
        filter.Receive(messages.FinishSynchronization(self, new Epoch(2), LastReceived.FromCount(3)) with { From = from });
        filter.Receive(messages.Left(self, new PeerNumber(1), "gone") with { From = from });

        Assert.That(
            filter.Managers.Events.Select(e => e.GetType()),
            Is.EqualTo(new[] { typeof(ReceivedReport), typeof(ReceivedFinishSynchronization), typeof(ReceivedLeft) }));
        Assert.That(
            () => filter.Receive(messages.Left(self, new PeerNumber(1), "gone") with { From = from, Header = "Gossip()" }),
            Throws.TypeOf<MessageFormatException>());
    }

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void SendReportAndFinish_OnOneLink_GoOutInOrder()
    {
        var filter = new FilterHarness();
        var body = new Body(new byte[700_000]);
        LogEntry[] entries = [.. Enumerable.Range(1, 2).Select(number =>
            new LogEntry(new SequenceNumber(number), new BroadcastId(new PeerNumber(1), number), body))];
        filter.Effects.SendReport(new SendReport(new PeerNumber(3), new Report(new Epoch(2), LastReceived.FromCount(2), entries)));
        filter.Effects.SendFinishSynchronization(new SendFinishSynchronization(new PeerNumber(3), new Epoch(2), LastReceived.FromCount(2)));

        Assert.That(filter.Sent.Select(sent => (sent.From.Value, sent.To.Value)), Is.All.EqualTo(("p2", "p3")));
        Assert.That(
            filter.Sent.Select(sent => filter.Filter.Messages.IsReport(sent)), Is.EqualTo(new[] { true, true, false }),
            "a large report goes in parts");
        Assert.That(filter.Filter.Messages.IsFinishSynchronization(filter.Sent[^1]), Is.True);
    }

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void Session_OfFivePeers_HasOneOrder()
    {
        var session = new FilteredSession(peers: 5);
        for (var call = 0; call < 15; call++) session.Broadcast(5 - (call % 5), $"{call}");
        session.Settle(seed: 77);

        Assert.That(session.Faults, Is.Empty);
        Assert.That(session.Relayed, Is.All.EqualTo(session.Relayed[0]));
        Assert.That(session.Relayed[0], Has.Count.EqualTo(15));
    }

    private sealed class End(string name, List<string> seen) : IPipelineEnd
    {
        public void Accept(in Envelope envelope) => seen.Add(name);
    }

    private sealed class Doubling : ISendReceiveFilter
    {
        public void OnSend(in Envelope envelope, FilterPosition at)
        {
            at.SendOn(envelope);
            at.SendOn(envelope);
        }

        public void OnReceive(in Envelope envelope, FilterPosition at)
        {
            at.DeliverOn(envelope);
            at.DeliverOn(envelope);
        }
    }
}
