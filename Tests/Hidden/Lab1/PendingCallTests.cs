using Course.Assignments;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;
using Course.Tests.Lab1;
using Course.Tests.Shared;

namespace Course.Tests.Hidden.Lab1;

internal sealed class PendingCallTests
{
    private const string Slide = "GIPC and RPC calls";
    private static readonly PeerName Ada = PeerName.Parse("ada");
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
    public void Add_TokenIsCancelled_CancelsTheCallOnTheLoopAndForgetsIt()
    {
        using var cancellation = new CancellationTokenSource();
        var completion = _add.Method.NewCompletion();
        var id = _pending.Add(_add, Ada, completion, Timeout.InfiniteTimeSpan, cancellation.Token);

        cancellation.Cancel();
        Assert.That(completion.Task.IsCompleted, Is.False, "the state of the peer changes on its loop only");
        _loop.Pump();

        Assert.That(completion.Task.IsCanceled, Is.True);
        Assert.That((_pending.TryTake(id, Ada, out _), _pending.Count), Is.EqualTo((false, 0)));
    }

    [Test, AssignmentTest("A1.2", Points = 1, Slide = Slide)]
    public void FailAll_AtTheEndOfTheSession_FailsTheCallsToEverybody()
    {
        CallCompletion[] completions = [.. Enumerable.Range(0, 6).Select(_ => _add.Method.NewCompletion())];
        for (var number = 0; number < 6; number++)
        {
            var to = PeerName.Parse($"p{number % 3}");
            _pending.Add(_add, to, completions[number], TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        _pending.FailAll("the session ended");
        _clock.Advance(TimeSpan.FromSeconds(2));
        _loop.Pump();

        Assert.That(completions.Select(completion => completion.Task.Exception?.InnerException), Is.All.TypeOf<PeerLeftException>());
        Assert.That(_pending.Count, Is.Zero);
    }
}
