using Course.Assignments;
using Course.Relaying;

namespace Course.Tests.Lab2;

/// <summary>A2.1: the relayer and its clients.</summary>
internal sealed class RelayerTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";

    [Test, AssignmentTest("A2.1", Points = 1, Slide = Slide)]
    public void Broadcast_FromSeveralPeers_IsRelayedOnceInTheOrderOfArrival()
    {
        var clients = new Clients();
        var relayer = new Relayer(clients);
        ApplicationCall[] calls = [NewCall(2, 1), NewCall(3, 1), NewCall(2, 2), NewCall(1, 1)];
        foreach (var call in calls) relayer.Broadcast(call);

        Assert.That(
            clients.Relayed, Is.EqualTo(calls),
            "each once, as they came: the number is the caller's own, so p2's first and p3's first are two calls");
        Assert.That(clients.Relayed[0], Is.SameAs(calls[0]), "the relayer does not look inside");
    }

    [Test, AssignmentTest("A2.1", Points = 1, Slide = Slide)]
    public void Relay_AtAClient_ComesToItsInCoupler()
    {
        using var peer = new CouplerHarness();
        var client = new RelayerClient(peer.In);

        client.Relay(peer.NewCall(1, "Note", "of p1"));
        client.Relay(peer.NewCall(1, "Note", "of p2") with { Caller = CouplerHarness.Name(2) });

        Assert.That(peer.In.WaitingCount, Is.EqualTo(2), "no replica is there yet: both wait for it, the peer's own call, too");
    }

    private static ApplicationCall NewCall(int caller, int number) =>
        new(nameof(IDiary), "Note(String)", CouplerHarness.Name(caller), number, default);

    private sealed class Clients : IRelayerClient
    {
        public List<ApplicationCall> Relayed { get; } = [];

        public void Relay(ApplicationCall call) => Relayed.Add(call);
    }
}
