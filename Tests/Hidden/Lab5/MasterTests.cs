using Course.Assignments;
using Course.FaultTolerance;
using Course.Testing.Managers;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Tests.Hidden.Lab5;

public sealed class MasterTests
{
    [Test, AssignmentTest("A5.4", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_BroadcastThatIsInItsLog_IsNotNumberedAgain()
    {
        var bob = OnePeer.Started(2, members: 3, Distributed);
        bob.ReceivesRelay(1, host: 3, local: 1);
        bob.Loses(1);
        bob.ReceivesReport(from: 3, last: 1, Entry(1, host: 3, local: 1));

        Assert.That(bob.ReceivesBroadcast(host: 3, local: 1, lastReceived: 1).Single(), Is.TypeOf<Discard>());
        Assert.That(
            bob.ReceivesBroadcast(host: 3, local: 2, lastReceived: 1).Single(),
            Is.EqualTo(new PassBroadcast(Epoch(2), Number(2), Id(3, 2), Text("x"))));
    }

    [Test, AssignmentTest("A5.5", Points = 1, Slide = "When the relayer leaves")]
    public void Master_MembersThatHaveLeft_AreNotWaitedFor()
    {
        var ann = OnePeer.Started(1, members: 4, Distributed);
        ann.Loses(3);
        ann.ReceivesBroadcast(host: 4, local: 1);
        ann.ReceivesBroadcast(host: 4, local: 2);
        ann.ReceivesBroadcast(host: 2, local: 1);

        Assert.That(ann.ReceivesAcknowledgement(from: 4, last: 1), Is.Empty);
        Assert.That(ann.ReceivesAcknowledgement(from: 2, last: 1).Cast<PassBroadcast>().Single().Id, Is.EqualTo(Id(4, 2)));
        Assert.That(ann.ReceivesAcknowledgement(from: 2, last: 1), Is.Empty, "an old acknowledgement tells nothing new");
    }

    [Test, AssignmentTest("A5.6", Points = 1, Slide = "Layers and events")]
    public void Master_SentRelays_SkipWhoHasLeftAndWhatIsUnknown()
    {
        var ann = OnePeer.Started(1, members: 4, Distributed);
        ann.ReceivesBroadcast(host: 4, local: 1, text: "a");
        ann.Loses(3);

        Assert.That(ann.SendsRelay(to: 3, host: 4, local: 1).Single(), Is.TypeOf<Discard>(), "it has left");
        Assert.That(
            ann.SendsRelay(to: 1, host: 4, local: 1, text: "a"),
            Is.EqualTo(new object[] { new SendRelay(Peer(1), Epoch(1), Number(1), Id(4, 1), Nothing, Text("a"), Fill: false) }));
        Assert.That(OnePeer.Started(2, 3, Distributed).SendsRelay(to: 3, host: 3, local: 1).Single(), Is.TypeOf<Discard>());
    }

    [Test, AssignmentTest("A5.7", Points = 1, Slide = "When the relayer leaves")]
    public void Log_ManyReportsInAnyOrder_HoldsTheirUnion()
    {
        var log = new SynchronizationLog();
        foreach (var from in new[] { 7, 3, 5, 1 })
            log.Add(Peer(2), [.. Enumerable.Range(from, 4).Select(number => Entry(number, host: 4, local: number))]);

        for (var number = 1; number <= 10; number++)
            Assert.That(log.TryGet(Number(number), out var entry) && entry == Entry(number, host: 4, local: number), $"number {number}");
        Assert.That(log.TryGet(Number(11), out _), Is.False);
        Assert.That(() => log[Number(11), Peer(3)], Throws.TypeOf<ProtocolViolationException>());
        Assert.That(() => log.Add(Peer(3), [Entry(6, host: 4, local: 7)]), Throws.TypeOf<ProtocolViolationException>());
    }

    [Test, AssignmentTest("A5.8", Points = 1, Slide = "When the relayer leaves")]
    public void NewRelayer_PeersAreAtDifferentNumbers_EachGetsWhatItLacks()
    {
        var bob = OnePeer.Started(2, members: 5, Distributed);
        bob.ReceivesRelay(1, host: 5, local: 1);
        bob.Loses(1);
        bob.ReceivesReport(from: 5, last: 1, Entry(1, host: 5, local: 1));
        bob.ReceivesReport(from: 3, last: 2, Entry(2, host: 4, local: 1));

        var effects = bob.ReceivesReport(from: 4, last: 1, Entry(1, host: 5, local: 1));

        Assert.That(effects.OfType<Deliver>().Single(), Is.EqualTo(new Deliver(Epoch(2), Number(2), Id(4, 1), Text("x"))));
        Assert.That(SentTo(3, effects), Is.EqualTo(new[] { "finish 2" }));
        foreach (var behind in new[] { 4, 5 }) Assert.That(SentTo(behind, effects), Is.EqualTo(new[] { "fill 2 4:1", "finish 2" }));
        Assert.That(effects[^1], Is.TypeOf<FinishedSynchronization>());
    }

    private static IEnumerable<string> SentTo(int peer, IEnumerable<object> effects) => effects.Select(effect => effect switch
    {
        SendRelay { Fill: true } fill when fill.To == Peer(peer) => $"fill {fill.Sequence} {fill.Id}",
        SendFinishSynchronization finish when finish.To == Peer(peer) => $"finish {finish.Last.Count}",
        _ => "",
    }).Where(text => text.Length > 0);

    [Test, AssignmentTest("A5.9", Points = 1, Slide = "When the relayer leaves")]
    public void LastSurvivor_NobodyIsLeftToReport_GoesOnAlone()
    {
        var end = new object[] { new BecameRelayer(Epoch(2)), new FinishedSynchronization(Epoch(2)) };
        Assert.That(OnePeer.Started(2, members: 2, Distributed).Loses(1).TakeLast(2), Is.EqualTo(end));

        var bob = OnePeer.Started(2, members: 3, Distributed);
        bob.Loses(1);
        Assert.That(bob.Loses(3)[^1], Is.EqualTo(end[1]), "the one report that was awaited will never come");
    }
}
