using Course.Assignments;

namespace Course.Tests.Lab2;

/// <summary>A2.5: who waits gets the result of the local replica.</summary>
internal sealed class ResultTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";
    private CouplerHarness _peer = null!;
    private Diary _diary = null!;

    [SetUp]
    public void SetUp()
    {
        (_peer, _diary) = (new CouplerHarness(), new Diary());
        _peer.Replicate(_diary);
    }

    [TearDown]
    public void TearDown() => _peer.Dispose();

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void OwnCall_Delivered_GivesItsPlaceAndNotThatOfAnothersCall()
    {
        var written = _peer.NewProxy().Write("own");
        _peer.Loop.Pump();
        var own = _peer.Broadcasts.Single();

        _peer.Deliver((int)own.Number, "Write", "of p1, with the same number");
        Assert.That(written.IsCompleted, Is.False, "numbers count at each caller: this was call 1 of p1");
        _peer.Deliver(own);

        Assert.That(written.IsCompletedSuccessfully, Is.True);
        Assert.That(written.Result, Is.EqualTo(2), "it is the second line here, as everywhere");
    }

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void OwnCall_WhoseReplicaThrows_FailsAndTheOrderGoesOn()
    {
        var written = _peer.NewProxy().Write("");
        _peer.Loop.Pump();
        _peer.Deliver(_peer.Broadcasts.Single());
        _peer.Deliver(7, "Note", "next");

        Assert.That(written.Exception?.InnerException, Is.TypeOf<ArgumentException>().With.Message.Contains("nothing to write"));
        Assert.That(_peer.Faults, Is.Empty, "its caller heard it: nobody else need");
        Assert.That(_diary.Ended[^1], Is.EqualTo("next"));
    }

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void OneWayCall_WhoseReplicaThrows_IsToldWhereItRan()
    {
        _peer.Deliver(1, "Note", "");

        Assert.That(
            _peer.Faults.Select(fault => fault.Message), Is.EqualTo(new[] { "nothing to note" }), "nobody can wait for it anywhere");
    }
}
