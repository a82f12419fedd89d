using Course.Assignments;
using Course.FaultTolerance;
using Course.Simulation.Exploring;
using Course.Testing;

namespace Course.Tests.Hidden.Lab5;

public sealed class AnyOrderTests
{
    [Explore(Peers = 4, Broadcasts = 1, Crashes = 2, Buffering = Buffering.Distributed)]
    [AssignmentTest("A5.8", Points = 1, Guarantee = "agreement", Slide = "One order for all")]
    [AssignmentTest("A5.8", Points = 1, Guarantee = "quiet", Slide = "When the relayer leaves")]
    public void FourPeersTwoCrashes_OneBroadcast_KeepsAtomicBroadcast(World world)
    {
        world.Peer(4).Broadcast("a");
        world.Expect(ExplorationWitness.CrashInSynchronization);
        world.Check(AtomicBroadcast.All);
    }

    [Explore(Peers = 3, Crashes = 1, Buffering = Buffering.Distributed)]
    [AssignmentTest("A5.9", Points = 1, Guarantee = "quiet", Reason = "the certificate", Slide = "When the relayer leaves")]
    [AssignmentTest("A5.9", Points = 1, Guarantee = "FIFO", Reason = "the certificate", Slide = "One order for all")]
    public void AnyOneCrash_ThreeBroadcastsOfTwoClients_KeepsAtomicBroadcast(World world)
    {
        world.Peer(2).Broadcast("a");
        world.Peer(3).Broadcast("b");
        world.Peer(3).Broadcast("c");
        world.Expect(ExplorationWitness.RelayerCrashed);
        world.Check(AtomicBroadcast.All);
    }

    [Scenario(Peers = 4, Broadcasts = 12, Crashes = 2, Seeds = 10, Buffering = Buffering.Distributed)]
    [AssignmentTest("A5.8", Points = 1, Guarantee = "total order", Slide = "One order for all")]
    public void TwoCrashesAtMomentsOfTenSeeds_TwelveBroadcasts_KeepsAtomicBroadcast(World world) =>
        world.Check(AtomicBroadcast.All);
}
