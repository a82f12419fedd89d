using Course.Assignments;
using Course.Examples;
using Course.Rpc.Loops;

namespace Course.Tests.Lab0;

/// <summary>A0.1: nothing is to be written. They show how tests of this course look, and pass.</summary>
internal sealed class CounterTests
{
    private const string Slide = "The session and its peers";
    private const string Complete = "The worked example: it is complete, and nobody writes it.";

    [Test, AssignmentTest("A0.1", Points = 1, Slide = Slide, Reason = Complete)]
    public void Add_SeveralAmounts_GivesTheSumSoFar()
    {
        var counter = new Counter();

        Assert.That(new[] { 1, 10, -3 }.Select(amount => counter.Add(amount).Result), Is.EqualTo(new[] { 1, 11, 8 }));
    }

    [Test, AssignmentTest("A0.1", Points = 1, Slide = Slide, Reason = Complete)]
    public void Replicas_OneOrderOfCalls_GiveOneRowOfSums()
    {
        int[] order = [5, 1, 7];
        var (ada, ben) = (new Counter(), new Counter());

        Assert.That(
            order.Select(amount => ada.Add(amount).Result), Is.EqualTo(order.Select(amount => ben.Add(amount).Result)),
            "a replica's answer depends on the calls and their order alone: that is why one order for all is enough");
    }

    [Test, AssignmentTest("A0.1", Points = 1, Slide = Slide, Reason = Complete)]
    public void Replicas_TwoOrdersOfCalls_DisagreeOnTheWay()
    {
        var (ada, ben) = (new Counter(), new Counter());
        var atAda = new[] { ada.Add(5).Result, ada.Add(1).Result };
        var atBen = new[] { ben.Add(1).Result, ben.Add(5).Result };

        Assert.That(atAda, Is.Not.EqualTo(atBen), "both end at 6; one has seen 5 on the way, the other 1");
        Assert.That(atAda[^1], Is.EqualTo(atBen[^1]));
    }

    [Test, AssignmentTest("A0.1", Points = 1, Slide = Slide, Reason = Complete)]
    public void Loop_CallsOfSeveralThreads_ComesToEachAfterTheOther()
    {
        var loop = PeerLoop.Stepped();
        var counter = new Counter();
        var sums = new List<int>();
        for (var call = 0; call < 3; call++) loop.Post(ThreadRole.Application, () => sums.Add(counter.Add(1).Result));
        Assert.That(sums, Is.Empty, "posted is not carried out: a stepped loop waits for the test");

        loop.Pump();

        Assert.That(sums, Is.EqualTo(new[] { 1, 2, 3 }), "one loop owns the peer's state, so the counter needs no lock");
    }
}
