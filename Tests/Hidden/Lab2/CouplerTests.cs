using Course.Assignments;
using Course.Relaying;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Tests.Lab2;

namespace Course.Tests.Hidden.Lab2;

internal sealed class CouplerTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";

    [Test, AssignmentTest("A2.2", Points = 1, Slide = Slide)]
    public void Room_WaitThatIsCancelledAtTheBound_ThrowsAndTakesNothing()
    {
        using var calls = new UndeliveredCalls(1);
        using var cancellation = new CancellationTokenSource();
        Assert.That(calls.TryTakeRoom(), Is.True);
        cancellation.Cancel();
        var number = calls.Add(CouplerHarness.Method("Write"), null, default);

        Assert.That(() => calls.WaitForRoom(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(calls.Remove(number), Is.Null, "nobody waits for the result of this call");
        Assert.That((calls.TryTakeRoom(), calls.TryTakeRoom()), Is.EqualTo((true, false)));
    }

    [Test, AssignmentTest("A2.3", Points = 1, Slide = Slide)]
    public void Call_OnTheLoopAtTheBound_IsRefusedAndNothingIsBroadcast()
    {
        using var peer = new CouplerHarness(new CouplerOptions { MaximumUndelivered = 2, MaximumArgumentBytes = 8 });
        var diary = peer.NewProxy();
        var thrown = new List<Exception?>();
        peer.Loop.Post(ThreadRole.Application, () =>
        {
            foreach (var line in new[] { "much too long for a call", "a", "b", "c" }) thrown.Add(Thrown(() => diary.Note(line)));
        });
        peer.Loop.Pump();

        Assert.That(
            thrown.Select(exception => exception?.GetType()),
            Is.EqualTo(new[] { typeof(ArgumentException), null, null, typeof(InvalidOperationException) }));
        Assert.That(peer.Broadcasts.Select(call => peer.Decode(call)[0]), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test, AssignmentTest("A2.4", Points = 1, Slide = Slide)]
    public void RelayedCall_ThatFailsLaterOrCannotBeRead_LetsTheNextBegin()
    {
        using var peer = new CouplerHarness(started: false);
        var diary = new Diary();
        peer.Replicate(diary);
        diary.IsSlow = true;
        peer.Deliver(1, "Write", "");
        peer.Deliver(peer.NewCall(2, "Write", "x") with { Arguments = new byte[] { 0xc1 } });
        peer.Deliver(3, "Note", "last");
        diary.IsSlow = false;
        peer.Loop.Pump();

        Assert.That(
            peer.Observed,
            Is.EqualTo(new[] { "1 at no place", "1 failed", "2 at no place", "2 failed", "3 at no place" }));
        Assert.That(diary.Ended[^1], Is.EqualTo("last"));
    }

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void OwnCalls_WhoseDeliveryFailsInManyWays_FailAtTheirCallerOnly()
    {
        using var peer = new CouplerHarness();
        var diary = new Diary();
        peer.Replicate(diary);
        var proxy = peer.NewProxy();
        var garbled = proxy.Write("garbled");
        var later = proxy.Write("");
        peer.Loop.Pump();
        peer.Deliver(peer.Broadcasts[0] with { Arguments = new byte[] { 0xc1 } });
        diary.IsSlow = true;
        peer.Deliver(peer.Broadcasts[1]);
        peer.Deliver(9, "Write", "");
        diary.IsSlow = false;
        peer.Loop.Pump();

        Assert.That(garbled.Exception?.InnerException, Is.TypeOf<MessageFormatException>());
        Assert.That(later.Exception?.InnerException, Is.TypeOf<ArgumentException>());
        Assert.That(peer.Faults, Is.Empty, "p1 waits for its own call there");
        peer.Deliver(peer.NewCall(10, "Write", "x") with { Header = "Erase(String)" });
        Assert.That(peer.Faults.Single(), Is.TypeOf<MissingMethodException>());
    }

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void Session_OfFourPeers_HasOneOrderAndAnEndForEachCall()
    {
        for (var seed = 101; seed <= 105; seed++)
        {
            var session = new RelaySession(peers: 4, seed).Run(callsEach: 3);
            Assert.That(session.Faults, Is.Empty);
            foreach (var diary in session.Diaries) Assert.That(diary.Ended, Is.EqualTo(session.Diaries[0].Ended));
            Assert.That(session.Diaries[0].Ended, Has.Count.EqualTo(12));
            Assert.That(
                session.Calls.Select(call => call.Value.IsCompletedSuccessfully ? call.Value.Result : 0),
                Is.EqualTo(session.Calls.Select(call => session.Diaries[0].Ended.IndexOf(call.Key) + 1)));
        }
    }

    private static Exception? Thrown(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return exception;
        }
    }
}
