using Course.Assignments;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;
using Course.Tests.Shared;

namespace Course.Tests.Lab1;

/// <summary>A1.2: ids, and the calls that wait under them.</summary>
internal sealed class PendingCallTests
{
    private const string Slide = "GIPC and RPC calls";
    private static readonly PeerName Ada = PeerName.Parse("ada");
    private static readonly PeerName Ben = PeerName.Parse("ben");
    private readonly PeerLoop _loop = PeerLoop.Stepped();
    private readonly ManualClock _clock = new();
    private PendingCalls _pending = null!;
    private MethodBinding _add = null!;

    [SetUp]
    public void SetUp()
    {
        _pending = new PendingCalls(_loop, _clock);
        _add = new BindingTable(new MessagePackMessageSerializer(), _loop, _ => null).Of(PortHarness.Method("Add"));
    }

    [Test, AssignmentTest("A1.2", Points = 1, Slide = Slide)]
    public void Add_EachCall_GetsAnIdOfItsOwn()
    {
        var ids = new[] { Wait(Ada, out _), Wait(Ada, out _), Wait(Ben, out _) };

        Assert.That(ids, Is.Unique, "an answer bears the id of its call: two calls with one id would mix up their answers");
        Assert.That(_pending.Count, Is.EqualTo(3));
        _pending.TryTake(ids[0], Ada, out _);
        Assert.That(ids, Does.Not.Contain(Wait(Ada, out _)), "an id is not used again: its answer may still be on the way");
    }

    [Test, AssignmentTest("A1.2", Points = 1, Slide = Slide)]
    public void TryTake_AnswerOfThePeerThatWasAsked_TakesTheCallOnce()
    {
        Wait(Ada, out _);
        var id = Wait(Ada, out var completion);

        Assert.That(_pending.TryTake(id, Ada, out var call), Is.True);
        Assert.That(call.Completion, Is.SameAs(completion), "the call that was added under this id, and no other");
        Assert.That(_pending.TryTake(id, Ada, out _), Is.False, "it was answered: a second answer finds nobody waiting");
        Assert.That(_pending.Count, Is.EqualTo(1));
    }

    [Test, AssignmentTest("A1.2", Points = 1, Slide = Slide)]
    public void TryTake_AnswerOfAnotherPeer_LeavesTheCallWaiting()
    {
        var id = Wait(Ada, out _);

        Assert.That(_pending.TryTake(id, Ben, out _), Is.False, "ben was not asked");
        Assert.That(_pending.TryTake(id, Ada, out _), Is.True, "what ben says must not cost ada's answer");
    }

    [Test, AssignmentTest("A1.2", Points = 1, Slide = Slide)]
    public void FailAll_OfAPeerThatLeft_FailsItsCallsAndNoOthers()
    {
        Wait(Ada, out var one);
        Wait(Ben, out var other);

        _pending.FailAll(Ada, "the connection was lost");

        Assert.That(Failure(one), Is.TypeOf<PeerLeftException>().With.Message.Contains("the connection was lost"));
        Assert.That(other.Task.IsCompleted, Is.False, "ben is still there and may answer");
        Assert.That(_pending.Count, Is.EqualTo(1));
    }

    [Test, AssignmentTest("A1.2", Points = 1, Slide = Slide)]
    public void Add_TimeOutPasses_FailsTheCallAndForgetsIt()
    {
        var id = Wait(Ada, out var completion, TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        _loop.Pump();
        Assert.That(completion.Task.IsCompleted, Is.False, "2 s are not over yet");

        _clock.Advance(TimeSpan.FromSeconds(0.2));
        _loop.Pump();

        Assert.That(Failure(completion), Is.TypeOf<CallTimedOutException>());
        Assert.That(_pending.TryTake(id, Ada, out _), Is.False, "an answer that comes later finds nobody waiting");
        Assert.That(_pending.Count, Is.Zero);
    }

    private long Wait(PeerName to, out CallCompletion completion, TimeSpan? timeout = null)
    {
        completion = _add.Method.NewCompletion();
        return _pending.Add(_add, to, completion, timeout ?? Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    private static Exception? Failure(CallCompletion completion) => completion.Task.Exception?.InnerException;
}
