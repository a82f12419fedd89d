using Course.Simulation.Exploring;
using Course.Testing;
using Course.Tests.Students;

namespace Course.Tests.Testing;

/// <summary>The tests of docs/testing.md, as a student has them; the failing one runs in <see cref="TutorialFailureTests"/>.</summary>
public sealed class TutorialTests
{
    [Explore(Peers = 3, Crashes = 1)]
    public void OneSeat_MendedShop_IsSoldOnce(World world)
    {
        world.Use(() => new MendedTicketShop());
        world.Peer(2).Broadcast("Ben");
        world.Peer(3).Broadcast("Cleo");
        world.Check(AtomicBroadcast.All);
    }

    [Explore(Peers = 3, Broadcasts = 2, Crashes = 1)]
    public void AnyOneCrash_KeepsAtomicBroadcast(World world) => world.Check(AtomicBroadcast.All);

    [Explore(Peers = 3)]
    public void RelayerCrashesAfterOneSend_EveryOrderAround(World world)
    {
        world.Peer(2).Broadcast("a");
        world.CrashRelayer(afterSends: 1);
        world.Peer(3).Broadcast("b");
        world.Expect(ExplorationWitness.MulticastCut);
        world.Check(AtomicBroadcast.All);
    }

    [Scenario(Peers = 4, Seeds = 50)]
    public void RelayerCrashesInTheMiddle(World world)
    {
        world.Peer(1).Broadcast("a");
        world.CrashRelayer(afterSends: 1);
        world.Peer(3).Broadcast("b");
        world.Check(AtomicBroadcast.All);
    }

    [Scenario(Peers = 4, Seeds = 20)]
    public void OnePeerHangsForLong_TheOthersGoOn(World world)
    {
        world.Peer(2).Broadcast("a");
        world.Hang(3, TimeSpan.FromSeconds(8));
        world.Peer(4).Broadcast("b");
        world.Check(AtomicBroadcast.All);
    }
}
