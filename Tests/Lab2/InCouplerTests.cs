using Course.Assignments;

namespace Course.Tests.Lab2;

/// <summary>A2.4: relayed calls are carried out one after another.</summary>
internal sealed class InCouplerTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";
    private CouplerHarness _peer = null!;
    private Diary _diary = null!;

    [SetUp]
    public void SetUp() => (_peer, _diary) = (new CouplerHarness(started: false), new Diary());

    [TearDown]
    public void TearDown() => _peer.Dispose();

    [Test, AssignmentTest("A2.4", Points = 1, Slide = Slide)]
    public void RelayedCalls_BeforeTheirReplica_WaitAndKeepTheirOrder()
    {
        _peer.Deliver(1, "Note", "a");
        _peer.Deliver(2, "Note", "b");
        Assert.That((_peer.In.WaitingCount, _peer.Observed.Count), Is.EqualTo((2, 0)));

        _peer.Replicate(_diary);
        _peer.Deliver(3, "Note", "c");

        Assert.That(_diary.Ended, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(_peer.In.WaitingCount, Is.Zero);
    }

    [Test, AssignmentTest("A2.4", Points = 2, Slide = Slide)]
    public void RelayedCall_WhileAnotherIsBeingDelivered_WaitsForItsEnd()
    {
        _peer.Replicate(_diary);
        _diary.IsSlow = true;
        _peer.Deliver(1, "Write", "a");
        _peer.Deliver(2, "Note", "b");
        _peer.Deliver(3, "Note", "c");
        Assert.That(
            _diary.Begun, Is.EqualTo(new[] { "a" }), "the task of the first has not ended: replicas must not see two calls at once");
        Assert.That(_peer.In.Delivering?.Number, Is.EqualTo(1));

        _diary.IsSlow = false;
        _peer.Loop.Pump();

        Assert.That(_diary.Ended, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(_peer.In.Delivering, Is.Null);
        _diary.IsSlow = true;
        _peer.Deliver(_peer.NewCall(1, "Write", "own") with { Caller = CouplerHarness.Name(2) });
        Assert.That(_diary.Begun[^1], Is.EqualTo("own"), "a peer's own calls are delivered like all others, at their place in the order");
    }

    [Test, AssignmentTest("A2.4", Points = 1, Slide = Slide)]
    public void RelayedCall_WhenItsTurnComes_IsObservedWithThePlaceThatItCameWith()
    {
        foreach (var place in new[] { "place 1", "place 2" })
        {
            _peer.Context = place;
            _peer.Deliver(place[^1] - '0', "Note", place);
        }

        _peer.Context = "another place";
        _peer.Replicate(_diary);

        Assert.That(_peer.Observed, Is.EqualTo(new[] { "1 at place 1", "2 at place 2" }), "the context is of the envelope that brought it");
    }
}
