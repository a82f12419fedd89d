using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

[TestFixture]
public sealed class WitnessTests
{
    [Test]
    public void Witness_RelayerKilledInTheMiddleOfAMulticast_ShowsCutFillAndFinish()
    {
        // ann relays bob:2 to cyd only and dies; bob is filled from cyd's report.
        var script = new TraceScript("ann", "bob", "cyd", "dan").Orders("bob:1", 1)
            .Sends("bob:2", "ann").Relays("ann", 1, 2, "bob:2", "cyd").Kill("ann").Enters(2, "ann", "bob", "cyd", "dan")
            .Reports(2, "cyd", "bob", 2).Reports(2, "dan", "bob", 1)
            .Takes("bob", "bob", 2, 2, "bob:2").Relays("bob", 2, 2, "bob:2", "dan").Finishes(2, "bob", "cyd", "dan")
            .Add("dan", TraceEventKind.HeldBroadcast, id: "dan:1").Sends("dan:1", "bob", 2, "resend")
            .Relays("bob", 2, 3, "dan:1", "bob", "cyd", "dan");

        var report = script.Check();

        report.MustPass();
        var witness = report.Witness;
        Assert.That(witness.KilledRelayers, Is.EqualTo(["ann"]));
        Assert.That(witness.KilledClients, Is.Empty);
        Assert.That(witness.PartialMulticasts, Has.Count.EqualTo(1));
        var cut = witness.PartialMulticasts[0];
        Assert.That(cut.Reached, Is.EqualTo(["cyd"]));
        Assert.That(cut.Missed, Is.EqualTo(["bob", "dan"]));
        Assert.That(cut, Is.EqualTo(new PartialMulticast("ann", 1, 2, new TraceId("bob", 2), cut.Reached, cut.Missed, true)));
        Assert.That((witness.Fills, witness.SentReports, witness.ReceivedReports), Is.EqualTo((1, 2, 2)));
        Assert.That((witness.SentFinishes, witness.ReceivedFinishes), Is.EqualTo((2, 3)));
        Assert.That((witness.Resends, witness.Held, witness.LastEpoch), Is.EqualTo((1, 1, 2)));
    }

    [Test]
    public void Witness_ClientKilled_IsNoCutMulticast()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Kill("cyd").Orders("bob:2", 2);

        var witness = script.Check().Witness;

        Assert.That(witness.KilledClients, Is.EqualTo(["cyd"]));
        Assert.That(witness.KilledRelayers, Is.Empty);
        Assert.That(witness.PartialMulticasts, Is.Empty);
    }

    [Test]
    public void Counts_OfEachPeer_AreThoseOfItsTrace()
    {
        var script = new TraceScript("ann", "bob").Orders("bob:1", 1).Kill("ann").Enters(2, "ann", "bob")
            .Add("bob", TraceEventKind.Discarded, 1, 1, "bob:1", detail: "duplicate").Finishes(2, "bob");
        var entered = script["bob"].Single(e => e.Event == TraceEventKind.EnteredSynchronization).Time;
        var finished = script["bob"].Single(e => e.Event == TraceEventKind.ReceivedFinishSynchronization).Time;

        var row = script.Check().Peers[1];

        Assert.That(row, Is.EqualTo(new PeerCounts("bob", PeerFate.Correct, 1, 1, 1, finished - entered, 0)));
    }
}
