using Course.Assignments;
using Course.FaultTolerance;
using Course.Simulation.Exploring;
using Course.Testing;
using Course.Testing.Managers;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Tests.Hidden.Lab6;

public sealed class ReplicatedTests
{
    [Test, AssignmentTest("A6.1", Points = 2, Slide = "When the relayer leaves")]
    public void Log_StableFollowsFarBehind_KeepsExactlyTheRest()
    {
        var log = new RelayLog(Buffering.Replicated);
        for (var local = 1; local <= 30; local++)
        {
            log.Append(new Broadcast(Id(2, local), Text($"{local}")));
            log.LearnStable(Through(Math.Max(0, local - 5)));
            log.LearnStable(Through(local / 3));
            Assert.That(log.Count, Is.EqualTo(local - Math.Max(local - 5, local / 3)), $"after relay {local}");
        }

        Assert.That(log.Entries().Select(entry => entry.Sequence.Value), Is.EqualTo(new[] { 26L, 27, 28, 29, 30 }));
        Assert.That(log.Entries()[0], Is.EqualTo(Entry(26, host: 2, local: 26, "26")));
    }

    [Test, AssignmentTest("A6.2", Points = 1, Slide = "When the relayer leaves")]
    public void Master_ListenerLeavesAtTheFullWindow_StableFollows()
    {
        var ann = OnePeer.Started(1, members: 4, Replicated(window: 2, every: 1));
        for (var local = 1; local <= 3; local++) ann.ReceivesBroadcast(host: 2, local);
        for (var number = 1; number <= 2; number++) ann.ReceivesRelay(number, host: 2, local: number);
        ann.ReceivesAcknowledgement(from: 2, last: 2);
        Assert.That(ann.ReceivesAcknowledgement(from: 3, last: 1), Is.Empty, "peer 4 was never heard of");

        Assert.That(ann.Loses(4).OfType<PassBroadcast>().Single().Sequence, Is.EqualTo(Number(3)));
        Assert.That(ann.Managers.Stable, Is.EqualTo(Through(1)));
    }

    [Test, AssignmentTest("A6.3", Points = 1, Slide = "When the relayer leaves")]
    public void Slave_ManyRelays_NeverLeavesMoreThanKUnacknowledgedAndKeepsThemAll()
    {
        var cat = OnePeer.Started(3, members: 3, Replicated(window: 16, every: 4));
        long acknowledged = 0;
        for (var number = 1; number <= 21; number++)
        {
            var told = cat.ReceivesRelay(number, host: 1, local: number).OfType<SendAcknowledgement>().ToList();
            if (told.Count > 0) acknowledged = told.Single().Last.Count;
            Assert.That(number - acknowledged, Is.LessThan(4), $"after relay {number}");
            if (number <= 16) Assert.That(cat.Managers.BufferedCount, Is.EqualTo(number), "acknowledged by itself is not stable");
        }

        Assert.That(cat.Handle(default(Idle)).OfType<SendAcknowledgement>().Single().Last, Is.EqualTo(Through(21)));
    }

    [Test, AssignmentTest("A6.4", Points = 1, Slide = "When the relayer leaves")]
    public void Bounds_HeldBroadcastsAndOptionsAtTheBound_AreJudgedAlike()
    {
        var cat = OnePeer.Started(3, members: 3, Replicated() with { MaximumPending = 1 });
        cat.Loses(1);
        cat.Broadcasts("held");
        Assert.That(() => cat.Broadcasts("one more"), Throws.TypeOf<ProtocolViolationException>(), "held ones count");
        Assert.That(() => Replicated(window: 9, every: 5).Validate(), Throws.ArgumentException);
        Assert.That(() => Replicated(window: 10, every: 5).Validate(), Throws.Nothing);
    }

    [Explore(Peers = 3, Broadcasts = 2, Crashes = 2, Window = 2, AcknowledgeEvery = 1)]
    [AssignmentTest("A6.2", Points = 2, Guarantee = "agreement", Slide = "One order for all")]
    [AssignmentTest("A6.3", Points = 1, Guarantee = "quiet", Slide = "When the relayer leaves")]
    public void TwoCrashes_TwoRelaysUnderWay_KeepsAtomicBroadcast(World world)
    {
        world.Expect(ExplorationWitness.CrashInSynchronization);
        world.Check(AtomicBroadcast.All);
    }
}
