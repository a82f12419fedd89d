using Course.Peers;

namespace Course.Tests.Peers;

[TestFixture("Distributed")]
[TestFixture("Replicated")]
[TestFixture("RelayOnly")]
public sealed class OrderedSessionTests(string ordering)
{
    private static readonly Dictionary<string, Ordering> Orderings = new()
    {
        ["Distributed"] = Ordering.Distributed,
        ["Replicated"] = Ordering.Replicated,
        ["RelayOnly"] = Ordering.RelayOnly,
    };

    private SteppedSession NewSession(int peers) => new SteppedSession(peers, Orderings[ordering]).Start().ReplicateLogs();

    [Test]
    public void Ordered_CallsOfAllPeers_ReachEveryReplicaInOneOrder()
    {
        var session = NewSession(3);
        foreach (var member in session.Members)
        {
            foreach (var number in Enumerable.Range(1, 5)) member.Ordered.Note($"{member.Name}-{number}");
        }

        session.Settle();
        Assert.That(session[1].Log.Texts, Has.Count.EqualTo(15));
        Assert.That(session[2].Log.Texts, Is.EqualTo(session[1].Log.Texts));
        Assert.That(session[3].Log.Texts, Is.EqualTo(session[1].Log.Texts));
    }

    [Test]
    public void Ordered_CallWithResult_GivesTheResultAtItsPlaceInTheOrder()
    {
        var session = NewSession(3);
        var first = session[2].Ordered.Append("a");
        var second = session[2].Ordered.Append("b");
        Assert.That(first.IsCompleted, Is.False);
        session.Settle();
        Assert.That((first.Result, second.Result), Is.EqualTo((1, 2)));
    }
}
