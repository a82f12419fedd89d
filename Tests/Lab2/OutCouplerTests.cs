using Course.Assignments;
using Course.Rpc.Sessions;

namespace Course.Tests.Lab2;

/// <summary>A2.3: an ordered call becomes a broadcast.</summary>
internal sealed class OutCouplerTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";

    [Test, AssignmentTest("A2.3", Points = 2, Slide = Slide)]
    public void Call_OnAnOrderedProxy_IsBroadcastWithItsCallerAndNumber()
    {
        using var peer = new CouplerHarness();
        var diary = peer.NewProxy();
        diary.Note("a");
        var written = diary.Write("b");
        peer.Loop.Pump();

        Assert.That(
            peer.Broadcasts.Select(call => (call.Contract, call.Header, call.Caller.Value, call.Number)),
            Is.EqualTo(new[] { ("IDiary", "Note(String)", "p2", 1L), ("IDiary", "Write(String)", "p2", 2L) }));
        Assert.That(peer.Broadcasts.Select(call => peer.Decode(call)[0]), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(written.IsCompleted, Is.False, "the result is that of the local replica, at the call's place in the order");
    }

    [Test, AssignmentTest("A2.3", Points = 1, Slide = Slide)]
    public void Call_BeforeTheStart_IsBroadcastAtTheStartInOrder()
    {
        using var peer = new CouplerHarness(started: false);
        var diary = peer.NewProxy();
        diary.Note("a");
        diary.Note("b");
        peer.Loop.Pump();
        Assert.That(peer.Broadcasts, Is.Empty, "nobody relays before the start");

        peer.Start();

        Assert.That(peer.Broadcasts.Select(call => peer.Decode(call)[0]), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test, AssignmentTest("A2.3", Points = 1, Slide = Slide)]
    public void Call_AfterTheEnd_FailsWithTheReason()
    {
        using var peer = new CouplerHarness();
        peer.End();
        var written = peer.NewProxy().Write("late");
        peer.Loop.Pump();

        Assert.That(written.Exception?.InnerException, Is.TypeOf<SessionEndedException>().With.Message.Contains("excluded at epoch 3"));
        Assert.That(peer.Broadcasts, Is.Empty);
    }
}
