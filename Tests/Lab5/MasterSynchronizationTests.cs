namespace Course.Tests.Lab5;

public sealed class MasterSynchronizationTests
{
    [Test, AssignmentTest("A5.8", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_OneLacksARelay_FillsItAndThenSaysFinish()
    {
        var bob = NewRelayer(members: 4, relays: 1);
        bob.ReceivesReport(from: 3, last: 0);

        var effects = bob.ReceivesReport(from: 4, last: 1, Entry(1, host: 4, local: 1));

        Assert.That(
            SentTo(3, effects), Is.EqualTo(new object[]
            {
                new SendRelay(Peer(3), Epoch(2), Number(1), Id(4, 1), Nothing, Text("x"), Fill: true),
                new SendFinishSynchronization(Peer(3), Epoch(2), Through(1)),
            }),
            "peer 3 never got number 1 of the dead relayer; finish goes behind the fills on the same link");
        Assert.That(SentTo(4, effects), Is.EqualTo(new object[] { new SendFinishSynchronization(Peer(4), Epoch(2), Through(1)) }));
        Assert.That(effects[^1], Is.EqualTo(new FinishedSynchronization(Epoch(2))), "this peer's own slave manager goes on, too");
    }

    [Test, AssignmentTest("A5.8", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_LacksARelayItself_AcceptsItFromTheReports()
    {
        var bob = NewRelayer(members: 4, relays: 0);
        bob.ReceivesReport(from: 3, last: 0);

        var effects = bob.ReceivesReport(from: 4, last: 1, Entry(1, host: 4, local: 1));

        Assert.That(
            effects.OfType<Deliver>(), Is.EqualTo(new[] { new Deliver(Epoch(2), Number(1), Id(4, 1), Text("x")) }), "delivered here");
        Assert.That(effects.OfType<SendRelay>().Select(fill => (fill.To, fill.Sequence)), Is.EqualTo(new[] { (Peer(3), Number(1)) }));
    }

    [Test, AssignmentTest("A5.8", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_OneReportIsMissing_DoesNothing() =>
        Assert.That(
            NewRelayer(members: 4, relays: 1).ReceivesReport(from: 3, last: 1, Entry(1, host: 4, local: 1)), Is.Empty,
            "two of three is a majority, and still peer 4 alone may hold number 2");

    [Test, AssignmentTest("A5.8", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_NextBroadcast_WaitsForTheFillAndTakesTheNextNumber()
    {
        var bob = NewRelayer(members: 3, relays: 1);
        bob.ReceivesReport(from: 3, last: 0);

        Assert.That(bob.ReceivesBroadcast(host: 3, local: 2), Is.Empty, "a fill counts when it is acknowledged, not when it is sent");
        Assert.That(
            bob.ReceivesAcknowledgement(from: 3, last: 1).Cast<PassBroadcast>().Select(passed => passed.Sequence),
            Is.EqualTo(new[] { Number(2) }));
    }

    [Test, AssignmentTest("A5.8", Points = 0.5, Slide = "When the relayer leaves")]
    public void NewRelayer_ReportForAnOlderEpoch_IsDiscarded()
    {
        var bob = NewRelayer(members: 3, relays: 0);

        Assert.That(
            bob.Handle(new ReceivedReport(Peer(3), Report(1, Nothing))).Single(), Is.TypeOf<Discard>(),
            "it was meant for the relayer of epoch 1");
    }

    [Test, AssignmentTest("A5.8", Points = 0.5, Reason = "trap 3", Slide = "When the relayer leaves")]
    public void NewRelayer_ReportComesBeforeTheFailureIsNoticed_EndsThePhase()
    {
        var bob = OnePeer.Started(2, members: 3, Distributed);

        var effects = bob.Handle(new ReceivedReport(Peer(3), Report(2, Nothing)));

        Assert.That(effects, Has.Member(new SendFinishSynchronization(Peer(3), Epoch(2), Nothing)), "the report is not lost");
    }

    private static IEnumerable<object> SentTo(int peer, IEnumerable<object> effects) => effects.Where(effect => effect switch
    {
        SendRelay sent => sent.To == Peer(peer),
        SendFinishSynchronization sent => sent.To == Peer(peer),
        _ => false,
    });

    /// <summary>Peer 2, after peer 1 has sent it so many relays and left.</summary>
    private static OnePeer NewRelayer(int members, int relays)
    {
        var bob = OnePeer.Started(2, members, Distributed);
        for (var number = 1; number <= relays; number++) bob.ReceivesRelay(number, host: members, local: number);
        bob.Loses(1);
        return bob;
    }
}
