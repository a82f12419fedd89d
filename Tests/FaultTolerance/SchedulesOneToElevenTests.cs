using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>
/// Schedules D1 to D11 that naive implementations fail, on a network that is stepped by hand. A link that is held is a socket in which
/// messages lie; what a crash cuts away was never written to it.
/// </summary>
public sealed class SchedulesOneToElevenTests
{
    [Test]
    public void D1_FillIsNotAcknowledgedWhenTheNextRelayerDies_NobodyHasAGap()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Hold((1, 2), (1, 4));
        network.Broadcast(3);
        network.Broadcast(3);
        network.Settle();
        Assume.That(network[3].Order, Is.EqualTo("3:1"));
        network.Hold((2, 4)); // the fill for 4 is in flight
        network.Crash(1);
        network.Release((1, 2), (1, 4));
        network.Settle();
        Assert.That(network[3].Order, Is.EqualTo("3:1"), "2 does not relay the next before 4 has acknowledged the fill");

        network.Crash(2, (3, network.Link(2, 3).Count));
        network.Release((2, 4));
        network.Settle();

        Assert.That(network[4].Order, Is.EqualTo("3:1 3:2"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D2_ThreeSeesOneThenTwoAndFourSeesTwoThenOne_SameEpoch()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Hold((3, 4), (4, 3));
        network.Crash(1);
        network.Crash(2);
        network.Deliver(1, 3);
        network.Deliver(2, 3);
        network.Deliver(2, 4);
        network.Deliver(1, 4);
        network.Release((3, 4), (4, 3));
        network.Broadcast(4);
        network.Settle();

        Assert.That(network[3].Of<EnteredSynchronization>().Count(), Is.EqualTo(2), "two elections at 3");
        Assert.That(network[4].Of<EnteredSynchronization>().Count(), Is.EqualTo(1), "one election at 4");
        Assert.That(network[4].Managers.Epoch, Is.EqualTo(network[3].Managers.Epoch));
        Assert.That(network[3].Order, Is.EqualTo("4:1"));
    }

    [Test]
    public void D3_LastAwaitedPeerDiesBeforeItsReport_PhaseEnds()
    {
        var bob = OnePeer.Started(2, 3, Distributed);
        bob.Handle(new SentBroadcast(Text("mine")));
        bob.Left(1);
        Assume.That(bob.Managers.IsSynchronizing);

        var effects = bob.Left(3);

        Assert.That(effects, Has.Member(new FinishedSynchronization(Epoch(2))));
        Assert.That(effects.OfType<SendBroadcast>().Single().Resend);
    }

    [Test]
    public void D3_TwoPeersAndTheRelayerDies_LastSurvivorGoesOnAlone()
    {
        var network = new ManagerNetwork(2, Distributed);
        network.Crash(1);
        network.Settle();
        network.Broadcast(2);
        network.Broadcast(2);
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("2:1 2:2"));
    }

    [Test]
    public void D4_ClientDiesInsideTheGroupCallAndNothingFollows_QueuedBroadcastIsRelayed()
    {
        var network = new ManagerNetwork(3, Distributed);
        network.Hold((1, 3));
        network.Broadcast(2);
        network.Broadcast(2);
        network.Settle();
        Assume.That(network[2].Order, Is.EqualTo("2:1"));
        network.Crash(3);
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("2:1 2:2"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [TestCase(Buffering.Distributed)]
    [TestCase(Buffering.Replicated)]
    public void D5_SecondRelayerDiesInTheMiddleOfItsFills_ThirdCompletesThem(Buffering buffering)
    {
        var network = new ManagerNetwork(4, Replicated() with { Buffering = buffering });
        network.Broadcast(1);
        network.Deliver(1, 1); // the broadcast: numbered and relayed
        network.Crash(1, (2, 1));
        network.Hold((2, 3), (2, 4));
        network.Settle();
        Assume.That(network[2].Order, Is.EqualTo("1:1"));
        Assert.That(network[2].Of<SendRelay>().Count(relay => relay.Fill), Is.EqualTo(2));
        network.Crash(2, (3, 2)); // Left and the fill reach 3; nothing reaches 4
        network.Release((2, 3), (2, 4));
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("1:1"));
        Assert.That(network[4].Order, Is.EqualTo("1:1"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D6_RelayerDiesBetweenItsFinishMessages_OldBroadcastsGoBeforeNewOnes()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Broadcast(3); // dies with 1
        network.Crash(1);
        network.Hold((2, 3), (2, 4), (3, 2));
        network.Settle();
        while (network.Link(3, 2).Count > 0) network.Deliver(3, 2);
        while (network.Link(2, 3).Count > 0) network.Deliver(2, 3);
        Assume.That(network[3].Of<SendBroadcast>().Count(sent => sent.Resend), Is.EqualTo(1), "3 has finish of 2 and has sent again");
        network.Crash(2); // 4 never gets finish, the re-sent broadcast is lost in the socket
        network.Deliver(2, 3);
        network.Broadcast(3);
        Assume.That(network[3].Of<HeldBroadcast>().Single().Id, Is.EqualTo(Id(3, 2)));
        network.Release((2, 4));
        network.Settle();

        Assert.That(network[4].Order, Is.EqualTo("3:1 3:2"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D7_BothWhoHadTheRelayDie_SurvivorsMayOrderDifferentlyThanTheDead()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Broadcast(4);
        network.Deliver(4, 1);
        network.Deliver(1, 2); // b at 2 alone
        Assume.That(network[2].Order, Is.EqualTo("4:1"));
        network.Crash(1);
        network.Crash(2);
        network.Broadcast(3); // the rival
        network.Hold((4, 3));
        network.Settle();
        network.Release((4, 3));
        network.Deliver(4, 3); // Left(1)
        network.Deliver(4, 3); // Left(2)
        network.Deliver(4, 3); // the report
        network.Hold((4, 3));
        network.Settle();
        network.Release((4, 3));
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("3:1 4:1"));
        Assert.That(network[4].Order, Is.EqualTo("3:1 4:1"));
        Assert.That(network[2].Order, Is.EqualTo("4:1"), "number 1 was 4:1 at the dead peer: only uniform order is broken");
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D8_RelayLiesInTheSocketWhenLeftIsHeard_ItIsNotAcceptedAfterTheReport()
    {
        var network = new ManagerNetwork(3, Distributed);
        network.Broadcast(1);
        network.Deliver(1, 1);
        network.Crash(1, (3, 1)); // relay 1 lies in 3's socket
        network.Hold((1, 3));
        network.Settle(); // 3 hears Left(1) from 2, reports, closes its link
        network.Release((1, 3));
        network.Broadcast(2);
        network.Settle();

        Assert.That(network[3].Order, Is.EqualTo("2:1"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D8_RelayIsReadAfterLeft_IsDiscarded()
    {
        var cat = OnePeer.Started(3, 3, Distributed);
        cat.Handle(new ReceivedLeft(Peer(2), Peer(1), "connection lost"));

        var effects = cat.Handle(new ReceivedRelay(Peer(1), Epoch(1), Number(1), Id(1, 1), Nothing, Text("x")));

        Assert.That(effects.Single(), Is.TypeOf<Discard>());
        Assert.That(cat.Managers.Last, Is.EqualTo(Nothing));
    }

    [Test]
    public void D9_OnePeerReportsLate_NewRelayerWaitsForItsRelay()
    {
        var network = new ManagerNetwork(4, Distributed);
        network.Broadcast(1);
        network.Deliver(1, 1);
        network.Crash(1, (4, 1)); // 4 alone has relay 1
        network.Hold((4, 2));
        network.Broadcast(3);
        network.Settle();
        Assert.That(network[2].Managers.IsSynchronizing, "two of three reports are not enough");

        network.Release((4, 2));
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("1:1 3:1"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D10_NewRelayerIsBehind_NumbersGoOnAfterTheFills()
    {
        var network = new ManagerNetwork(3, Replicated());
        network.Hold((1, 2));
        for (var i = 0; i < 3; i++) network.Broadcast(3);
        network.Settle();
        Assume.That(network[3].Order, Is.EqualTo("3:1 3:2 3:3"));
        network.Crash(1);
        network.Release((1, 2));
        network.Broadcast(2);
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("3:1 3:2 3:3 2:1"));
        Assert.That(network[2].Delivered[^1].Sequence, Is.EqualTo(Number(4)));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }

    [Test]
    public void D11_PeerThatHadMoreReportsAndDies_ItsEntriesReachAllOrNone()
    {
        var network = new ManagerNetwork(4, Replicated());
        network.Broadcast(1);
        network.Settle();
        network.Hold((1, 2), (1, 4));
        network.Broadcast(1);
        network.Broadcast(1);
        network.Settle();
        Assume.That(network[3].Order, Is.EqualTo("1:1 1:2 1:3"));
        network.Hold((4, 2));
        network.Crash(1);
        network.Release((1, 2), (1, 4));
        network.Settle();
        network.Crash(3, (2, network.Link(3, 2).Count));
        network.Release((4, 2));
        network.Settle();

        Assert.That(network[2].Order, Is.EqualTo("1:1 1:2 1:3"));
        Assert.That(network[4].Order, Is.EqualTo("1:1 1:2 1:3"));
        Assert.That(Guarantees.ViolatedAtQuiet(network), Is.Empty);
    }
}
