using Course.Relaying;
using Course.Rpc.Transport;
using Moq;

namespace Course.Tests.Peers.Coupling;

public sealed class RelayerTests
{
    [Test]
    public void Relayer_ReceivedBroadcasts_RelaysEachOnceToItsClientsInTheOrderOfArrival()
    {
        List<ApplicationCall> relayed = [];
        var clients = new Mock<IRelayerClient>(MockBehavior.Strict);
        clients.Setup(client => client.Relay(Capture.In(relayed)));
        var relayer = new Relayer(clients.Object);
        var calls = Enumerable.Range(1, 3)
            .Select(number => new ApplicationCall("IChat", "Say(String)", PeerName.Parse("p2"), number, default)).ToList();
        foreach (var call in calls) relayer.Broadcast(call);
        Assert.That(relayed, Is.EqualTo(calls));
        Assert.That(relayed[0], Is.SameAs(calls[0]), "it does not look inside");
    }
}
