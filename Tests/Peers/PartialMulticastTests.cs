using Course.Peers;

namespace Course.Tests.Peers;

/// <summary>The relayer of four dies inside a multicast: at every cut, each link at a prefix of its own.</summary>
[TestFixture("Distributed", 1)]
[TestFixture("Replicated", 1)]
[TestFixture("Replicated", 2)]
public sealed class PartialMulticastTests(string buffering, int messages)
{
    /// <summary>How many of the relays to 2, 3 and 4 survive: 8 cuts of one message, 27 of two.</summary>
    private IEnumerable<int[]> Cuts =>
        from first in Enumerable.Range(0, messages + 1)
        from second in Enumerable.Range(0, messages + 1)
        from third in Enumerable.Range(0, messages + 1)
        select new[] { first, second, third };

    [Test]
    public void RelayerDies_AtEachCut_MessagesOfALivePeerReachAll()
    {
        foreach (var cut in Cuts)
        {
            var session = NewSession();
            foreach (var number in Enumerable.Range(1, messages)) session[4].Ordered.Note($"{number}");
            session.Pump();
            session.DeliverAll(4, 1);
            CrashAndCheck(session, cut, expected: messages);
        }
    }

    [Test]
    public void RelayerDies_AtEachCut_ItsOwnMessagesReachAllIfAnySurvivorReceivedThem()
    {
        foreach (var cut in Cuts)
        {
            var session = NewSession();
            foreach (var number in Enumerable.Range(1, messages)) session[1].Ordered.Note($"{number}");
            session.Pump();
            CrashAndCheck(session, cut, expected: cut.Max());
        }
    }

    private SteppedSession NewSession() =>
        new SteppedSession(4, buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated).Start().ReplicateLogs();

    private void CrashAndCheck(SteppedSession session, int[] cut, int expected)
    {
        var which = $"cut {string.Join(' ', cut)}";
        foreach (var to in new[] { 2, 3, 4 }) Assert.That(
            session.Network.CountOn(session[1].Name, session[to].Name), Is.EqualTo(messages), which);
        session.Crash(1, to => cut[to - 2]);
        session.Settle();

        var texts = Enumerable.Range(1, expected).Select(number => $"{number}").ToList();
        Assert.That(session.Survivors.Select(member => member.Log.Texts), Is.All.EqualTo(texts), which);
        var witness = session.CheckHolds().Witness;
        Assert.That(witness.KilledRelayers, Is.EqualTo(new[] { "p1" }), which);
        Assert.That(witness.PartialMulticasts, Has.Count.EqualTo(cut.Max() - cut.Min()), which);
        Assert.That(witness.PartialMulticasts.Select(multicast => multicast.IsCompleted), Is.All.True, which);
        Assert.That(witness.Fills, Is.EqualTo((2 * cut.Max()) - cut[1] - cut[2]), $"{which}: the new relayer fills the others, not itself");
        Assert.That((witness.SentReports, witness.ReceivedReports, witness.SentFinishes), Is.EqualTo((2, 2, 2)), which);
    }
}
