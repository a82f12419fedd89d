namespace Course.Tests.Lab5;

/// <summary>Whole peers in every order of everything that can happen: docs/testing.md tells how to read a story.</summary>
public sealed class AnyOrderTests
{
    [Explore(Peers = 3, Buffering = Buffering.Distributed)]
    [AssignmentTest("A5.8", Points = 1, Guarantee = "agreement", Slide = "One order for all")]
    [AssignmentTest("A5.8", Points = 1, Guarantee = "total order", Slide = "One order for all")]
    [AssignmentTest("A5.8", Points = 0.5, Guarantee = "validity", Slide = "One order for all")]
    [AssignmentTest("A5.8", Points = 0.5, Guarantee = "synchronization ends", Slide = "When the relayer leaves")]
    [AssignmentTest("A5.8", Points = 0.5, Guarantee = "quiet", Slide = "When the relayer leaves")]
    public void RelayerCrashesInsideAMulticast_EveryOrderAround_KeepsAtomicBroadcast(World world)
    {
        world.Peer(2).Broadcast("a");
        world.CrashRelayer(afterSends: 1);
        world.Peer(3).Broadcast("b");
        world.Expect(ExplorationWitness.MulticastCut);
        world.Check(AtomicBroadcast.All);
    }

    [Explore(Peers = 3, Broadcasts = 2, Crashes = 1, Buffering = Buffering.Distributed)]
    [AssignmentTest("A5.9", Points = 0.5, Guarantee = "agreement", Slide = "One order for all")]
    [AssignmentTest("A5.9", Points = 1, Guarantee = "quiet", Slide = "When the relayer leaves")]
    public void AnyOneCrash_TwoBroadcasts_KeepsAtomicBroadcast(World world)
    {
        world.Expect(ExplorationWitness.MulticastCut);
        world.Check(AtomicBroadcast.All);
    }

    [Explore(Peers = 3, Broadcasts = 1, Crashes = 2, Buffering = Buffering.Distributed)]
    [AssignmentTest("A5.9", Points = 1, Guarantee = "quiet", Reason = "the certificate", Slide = "When the relayer leaves")]
    [AssignmentTest("A5.9", Points = 0.5, Guarantee = "validity", Slide = "One order for all")]
    public void CrashInsideTheSynchronizationPhase_OneBroadcast_NobodyWaitsForEver(World world)
    {
        world.Expect(ExplorationWitness.CrashInSynchronization);
        world.Check(AtomicBroadcast.All);
    }
}
