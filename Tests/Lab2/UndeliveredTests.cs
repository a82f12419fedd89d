using Course.Assignments;
using Course.Relaying;
using Course.Rpc.Calls;

namespace Course.Tests.Lab2;

/// <summary>A2.2: the calls of a peer that have not come back to it.</summary>
internal sealed class UndeliveredTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";
    private UndeliveredCalls _calls = null!;

    [SetUp]
    public void SetUp() => _calls = new UndeliveredCalls(2);

    [TearDown]
    public void TearDown() => _calls.Dispose();

    [Test, AssignmentTest("A2.2", Points = 1, Slide = Slide)]
    public void Add_EachCall_HasTheNextNumberAndItsOwnCaller()
    {
        var first = Add(out var one);
        var second = Add(out var other);

        Assert.That((first, second), Is.EqualTo((1L, 2L)), "numbers count from 1");
        Assert.That(_calls.Remove(second), Is.SameAs(other), "the caller that waits under this number");
        Assert.That(_calls.Remove(first), Is.SameAs(one));
        Assert.That(_calls.Remove(first), Is.Null, "it was delivered already");
    }

    [Test, AssignmentTest("A2.2", Points = 1, Slide = Slide)]
    public void Room_AtTheBound_ComesBackWithADelivery()
    {
        var first = Add(out _);
        Add(out _);
        Assert.That(_calls.TryTakeRoom(), Is.False, "2 calls are undelivered, and the bound is 2");

        _calls.Remove(first);
        _calls.Remove(first);

        Assert.That(_calls.TryTakeRoom(), Is.True, "one was delivered");
        Assert.That(_calls.TryTakeRoom(), Is.False, "and only one: a call gives its room back once");
    }

    [Test, AssignmentTest("A2.2", Points = 1, Slide = Slide)]
    public void FailAll_EverybodyWhoWaits_LearnsThatTheOutcomeIsUnknown()
    {
        Add(out var one);
        Add(out var other);

        _calls.FailAll("excluded at epoch 3");

        Assert.That(
            new[] { one, other }.Select(call => call.Task.Exception?.InnerException),
            Is.All.TypeOf<OutcomeUnknownException>().With.Message.Contains("excluded at epoch 3"));
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.That(() => _calls.WaitForRoom(guard.Token), Is.False, "no room will ever come: nobody may wait for it after the end");
    }

    private long Add(out CallCompletion completion)
    {
        Assert.That(_calls.WaitForRoom(CancellationToken.None), Is.True);
        var method = CouplerHarness.Method("Write");
        completion = method.NewCompletion();
        return _calls.Add(method, completion, default);
    }
}
