using Course.Assignments;
using Course.FaultTolerance;
using Course.Simulation.Exploring;
using Course.Testing;
using Course.Testing.Managers;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Tests.Hidden.Lab7;

public sealed class BeyondTests
{
    private static FaultToleranceOptions Unordered => Replicated() with { Links = LinkOrder.Unordered };

    [Test, AssignmentTest("A7.1", Points = 2, Slide = "Assumptions")]
    public void Slave_FillsRelaysAndFinishInReverse_EndUpInOrder()
    {
        var dan = OnePeer.Started(4, members: 4, Unordered);
        dan.Broadcasts("a");
        dan.ReceivesRelay(3, host: 1, local: 3);
        dan.Loses(1);
        var effects = new List<object>();
        foreach (var number in new[] { 4, 3, 2 }) effects.AddRange(dan.ReceivesRelay(number, host: 2, local: number));
        effects.AddRange(dan.ReceivesFinish(last: 2));
        Assert.That(effects.Where(effect => effect is FinishedSynchronization or Deliver), Is.Empty);

        var last = dan.ReceivesRelay(1, host: 2, local: 1);

        Assert.That(last.OfType<Deliver>().Select(delivered => delivered.Id.LocalNumber), Is.EqualTo(new[] { 1L, 2, 3, 4 }));
        Assert.That(
            last.OfType<Deliver>().Select(delivered => delivered.Id.Host), Is.All.EqualTo(Peer(2)), "what lay behind the old gap is gone");
        Assert.That(last.OfType<FinishedSynchronization>().Count(), Is.EqualTo(1));
        Assert.That(last.OfType<SendBroadcast>().Select(sent => sent.Id), Is.EqualTo(new[] { Id(4, 1) }));
    }

    [Test, AssignmentTest("A7.2", Points = 2, Slide = "Assumptions")]
    public void Relayer_IsExcluded_LetsNothingOutAnyMore()
    {
        var ann = OnePeer.Started(1, members: 3, Distributed);
        ann.ReceivesBroadcast(host: 2, local: 1);

        Assert.That(ann.Handle(new ReceivedLeft(Peer(2), Peer(1), "silent")).Single(), Is.TypeOf<EndSession>());
        Assert.That(ann.SendsRelay(to: 2, host: 2, local: 1).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.ReceivesBroadcast(host: 3, local: 1).Single(), Is.TypeOf<Discard>());
        Assert.That(ann.Handle(new ReceivedLeft(Peer(3), Peer(1), "silent")).Single(), Is.TypeOf<Discard>(), "it ends once");
    }

    [Explore(Peers = 3, Broadcasts = 2, Links = LinkKind.Bag)]
    [AssignmentTest("A7.1", Points = 1, Guarantee = "agreement", Slide = "Assumptions")]
    public void ThreePeers_FramesOvertakeOneAnother_KeepsAtomicBroadcast(World world)
    {
        world.Peer(2).Broadcast("a");
        world.Peer(2).Broadcast("b");
        world.Check(AtomicBroadcast.All);
    }
}
