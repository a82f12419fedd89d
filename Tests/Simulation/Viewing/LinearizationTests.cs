using Course.Rpc.Tracing;
using Course.Simulation.Viewing;
using FsCheck;
using FsCheck.Fluent;

namespace Course.Tests.Simulation.Viewing;

[TestFixture]
public sealed class LinearizationTests
{
    [Test]
    public void Linearization_AnyRunUnderAnyClocks_HoldsEachEventOnceAndKeepsHappensBefore() =>
        Prop.ForAll(RandomRuns.Arbitrary(), run =>
        {
            var order = new HappensBefore(run.Records);
            var linearization = Linearization.Of(order);
            Assert.That(linearization.Contradictions, Is.Zero);
            Assert.That(linearization.Order, Has.Count.EqualTo(run.Count).And.Unique);
            for (var position = 0; position < linearization.Order.Count; position++)
            {
                var place = linearization.Order[position];
                Assert.That(linearization.PositionOf(place), Is.EqualTo(position));
                if (place.Index > 0) Assert.That(linearization.PositionOf(place with { Index = place.Index - 1 }), Is.LessThan(position));
                if (order.SendOf(place) is { } send) Assert.That(linearization.PositionOf(send), Is.LessThan(position));
            }
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Linearization_AnyRunUnderOneClock_IsTheOrderInWhichItHappened() =>
        Prop.ForAll(RandomRuns.Arbitrary().Filter(run => run.Clock("ann", 7) == 7 && run.Clock("ben", 8) == 8), run =>
        {
            var order = new HappensBefore(run.Records);
            Assert.That(Linearization.Of(order).Order.Select(place => order[place].Time), Is.Ordered);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Linearization_ReceiverWhoseClockIsBehind_ReceivesAfterTheSend()
    {
        var run = new LinkedTraces("ann", "ben") { Clock = (peer, count) => peer == "ann" ? 1_000 + count : count };
        var message = run.Send("ann", "ben", TraceEventKind.SentRelay);
        run.Receive(message).Add("ben", TraceEventKind.Delivered);

        Assert.That(PeersIn(run), Is.EqualTo(new[] { 0, 1, 1 }));
    }

    [Test]
    public void Linearization_EqualTimes_TakesThePeersInTheirOrder()
    {
        var run = new LinkedTraces("ann", "ben") { Clock = (_, _) => 5 };
        run.Add("ben", TraceEventKind.Delivered).Add("ann", TraceEventKind.Delivered).Add("ben", TraceEventKind.Delivered);

        Assert.That(PeersIn(run), Is.EqualTo(new[] { 0, 1, 1 }));
    }

    [Test]
    public void Linearization_TracesThatContradictOneAnother_HoldsAllEventsAndCountsTheContradiction()
    {
        // Each receives what the other sends only afterwards.
        var run = new LinkedTraces("ann", "ben");
        run.Add("ann", TraceEventKind.ReceivedRelay, new TraceEvent { From = "ben", Link = 1 });
        run.Add("ben", TraceEventKind.ReceivedRelay, new TraceEvent { From = "ann", Link = 1 });
        run.Send("ann", "ben", TraceEventKind.SentRelay);
        run.Send("ben", "ann", TraceEventKind.SentRelay);

        var linearization = Linearization.Of(new HappensBefore(run.Records));

        Assert.That((linearization.Order.Count, linearization.Contradictions), Is.EqualTo((4, 1)));
        Assert.That(linearization.Order[0], Is.EqualTo(new EventPlace(0, 0)), "the earliest goes first");
    }

    [Test]
    public void HappensBefore_NumberGivenTwice_JoinsTheReceiveToTheLastLineOfThatNumber()
    {
        // The transport refused the first frame, and its number was given again.
        var run = new LinkedTraces("ann", "ben");
        run.Add("ann", TraceEventKind.SentLeft, new TraceEvent { To = "ben", Link = 1 });
        run.Receive(run.Send("ann", "ben", TraceEventKind.SentLeft));

        Assert.That(new HappensBefore(run.Records).SendOf(new EventPlace(1, 0)), Is.EqualTo(new EventPlace(0, 1)));
    }

    [Test]
    public void HappensBefore_OtherKindOrNoNumber_JoinsNothing()
    {
        var run = new LinkedTraces("ann", "ben");
        run.Send("ann", "ben", TraceEventKind.SentLeft);
        run.Add("ann", TraceEventKind.SentRelay, new TraceEvent { To = "ben" });
        run.Add("ben", TraceEventKind.ReceivedRelay, new TraceEvent { From = "ann", Link = 1 });
        run.Add("ben", TraceEventKind.ReceivedRelay, new TraceEvent { From = "ann" });
        var order = new HappensBefore(run.Records);

        Assert.That(new[] { order.SendOf(new EventPlace(1, 0)), order.SendOf(new EventPlace(1, 1)) }, Is.All.Null);
    }

    private static IEnumerable<int> PeersIn(LinkedTraces run) =>
        Linearization.Of(new HappensBefore(run.Records)).Order.Select(place => place.Peer);
}
