using Course.Assignments;
using Course.Relaying;
using Course.Tests.Lab2;

namespace Course.Tests.Hidden.Lab2;

internal sealed class RelayerTests
{
    [Test, AssignmentTest("A2.1", Points = 1, Slide = "Atomic broadcast by a fixed sequencer")]
    public void Broadcast_OfTheSameCallTwice_IsRelayedTwice()
    {
        var clients = new Clients();
        var relayer = new Relayer(clients);
        var call = new ApplicationCall("IChat", "Say(String)", CouplerHarness.Name(3), 9, new byte[] { 1 });
        for (var time = 0; time < 2; time++) relayer.Broadcast(call);

        Assert.That(clients.Relayed, Is.EqualTo(new[] { call, call }), "what comes twice is for the managers to know");
    }

    private sealed class Clients : IRelayerClient
    {
        public List<ApplicationCall> Relayed { get; } = [];

        public void Relay(ApplicationCall call) => Relayed.Add(call);
    }
}
