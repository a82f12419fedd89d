namespace Course.Tests.Lab6;

/// <summary>Whole peers in every order under replicated buffering: docs/testing.md tells how to read a story.</summary>
public sealed class AnyOrderTests
{
    [Explore(Peers = 3, Broadcasts = 2, Crashes = 1, Window = 2, AcknowledgeEvery = 1)]
    [AssignmentTest("A6.3", Points = 2, Guarantee = "agreement", Slide = "One order for all")]
    [AssignmentTest("A6.3", Points = 1, Guarantee = "total order", Slide = "One order for all")]
    [AssignmentTest("A6.3", Points = 1, Guarantee = "validity", Slide = "One order for all")]
    public void AnyOneCrash_TwoRelaysUnderWay_KeepsAtomicBroadcast(World world)
    {
        world.Expect(ExplorationWitness.TwoMulticastsCut);
        world.Check(AtomicBroadcast.All);
    }

    [Explore(Peers = 3, Broadcasts = 3, Window = 2, AcknowledgeEvery = 1)]
    [AssignmentTest("A6.3", Points = 1, Guarantee = "quiet", Reason = "the certificate", Slide = "When the relayer leaves")]
    [AssignmentTest("A6.3", Points = 1, Guarantee = "buffers within bounds", Slide = "When the relayer leaves")]
    public void NoCrash_MoreBroadcastsThanTheWindow_StaysWithinItAndDoesNotHang(World world)
    {
        foreach (var text in new[] { "a", "b", "c" }) world.Peer(2).Broadcast(text);
        world.Check(AtomicBroadcast.All);
    }
}
