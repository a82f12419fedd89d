using Course.Peers;
using Course.Rpc.Tracing;

namespace Course.Tests.Peers;

/// <summary>The two demands of passive replication, with traffic of everybody on the way when the relayer dies.</summary>
[TestFixture("Distributed")]
[TestFixture("Replicated")]
public sealed class PassiveReplicationTests(string buffering)
{
    private readonly SteppedSession _session =
        new SteppedSession(4, buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated).Start().ReplicateLogs();

    [Test]
    public void Demand1_EveryMessageThatALivePeerSentToTheDeadRelayer_ReachesAll()
    {
        foreach (var number in new[] { 2, 3, 4 })
        {
            foreach (var local in Enumerable.Range(1, 3)) _session[number].Ordered.Note($"{number}-{local}");
        }

        _session.Pump();
        // Of 2 the relayer has received all, of 3 one, of 4 nothing; what it has numbered reaches 3 alone, and there one.
        _session.DeliverAll(2, 1);
        _session.Deliver(3, 1);
        _session.Crash(1, to => to == 3 ? 1 : 0);
        _session.Settle();

        string[] sent = [.. from number in new[] { 2, 3, 4 } from local in Enumerable.Range(1, 3) select $"{number}-{local}"];
        foreach (var member in _session.Survivors) Assert.That(member.Log.Texts, Is.EquivalentTo(sent), $"{member.Name}");
        var witness = _session.CheckHolds().Witness;
        Assert.That(witness.Resends, Is.EqualTo(8), "all but the one that 3 had received were sent again");
        Assert.That(witness.PartialMulticasts, Has.Count.EqualTo(1));
    }

    [Test]
    public void Demand2_EveryMessageOfTheDeadRelayerThatSomeLivePeerReceived_ReachesAll()
    {
        // The owner is the relayer itself: with it dies everybody who could send the messages again.
        foreach (var local in Enumerable.Range(1, 3)) _session[1].Ordered.Note($"1-{local}");
        _session.Pump();
        var onTheLink = _session.Network.CountOn(_session[1].Name, _session[4].Name);
        Assert.That(onTheLink, Is.EqualTo(buffering == "Distributed" ? 1 : 3), "distributed buffering waits for the acknowledgements");
        _session.Crash(1, to => to == 4 ? onTheLink : 0);
        _session.Settle();

        string[] received = [.. Enumerable.Range(1, onTheLink).Select(local => $"1-{local}")];
        foreach (var member in _session.Survivors) Assert.That(member.Log.Texts, Is.EqualTo(received), $"{member.Name}");
        var witness = _session.CheckHolds().Witness;
        Assert.That(witness.PartialMulticasts.Select(multicast => (multicast.Id, multicast.IsCompleted)),
            Is.EqualTo(Enumerable.Range(1, onTheLink).Select(local => (new TraceId("p1", local), true))));
        Assert.That(witness.Fills, Is.EqualTo(onTheLink), "2 takes what 4 reported, and fills 3");
    }
}
