using Course.Assignments;
using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Testing;
using Course.Testing.Managers;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Tests.Hidden.Lab4;

public sealed class RedirectTests
{
    [Test, AssignmentTest("A4.3", Points = 2, Slide = "When the relayer leaves")]
    public void Pending_ManyAddsAndEchoes_KeepsExactlyWhatIsNotEchoed()
    {
        var pending = new PendingBroadcasts();
        var echoed = 0;
        for (var local = 1; local <= 40; local++)
        {
            Assert.That(pending.Add(Text($"{local}")), Is.EqualTo(local));
            if (local % 3 == 0) pending.RemoveEcho(Id(7, ++echoed));
            if (echoed > 1) pending.RemoveEcho(Id(7, echoed - 1));
        }

        Assert.That((pending.Count, pending.FirstLocalNumber, pending.LastLocalNumber), Is.EqualTo((27, 14L, 40L)));
        for (var local = 14; local <= 40; local++) Assert.That(pending[local], Is.EqualTo(Text($"{local}")));
    }

    [Test, AssignmentTest("A4.4", Points = 2, Slide = "When the relayer leaves")]
    public void Client_HeldAndSentBroadcasts_AreOneQueue()
    {
        var dan = OnePeer.Started(4, members: 4, Distributed);
        dan.Broadcasts("a");
        dan.ReceivesRelay(1, host: 3, local: 1);
        dan.Loses(1);
        Assert.That(dan.Broadcasts("b"), Is.EqualTo(new object[] { new HeldBroadcast(Id(4, 2)) }), "held while this peer synchronizes");

        var sent = dan.ReceivesFinish(last: 1).OfType<SendBroadcast>();

        Assert.That(sent, Is.EqualTo(new[]
        {
            new SendBroadcast(Peer(2), Epoch(2), Id(4, 1), Through(1), Text("a"), Resend: true),
            new SendBroadcast(Peer(2), Epoch(2), Id(4, 2), Through(1), Text("b"), Resend: false),
        }));
    }

    [Explore(Peers = 3, Broadcasts = 2, Crashes = 1, Buffering = Buffering.Distributed)]
    [AssignmentTest("A4.4", Points = 2, Guarantee = "validity", Slide = "One order for all")]
    [AssignmentTest("A4.4", Points = 1, Guarantee = "FIFO", Reason = "a wrong queue shows as validity first", Slide = "One order for all")]
    public void AnyOneCrash_EveryOrder_LosesNoBroadcast(World world)
    {
        world.Expect(ExplorationWitness.RelayerCrashed);
        world.Check(Guarantee.Validity, Guarantee.Fifo);
    }
}
