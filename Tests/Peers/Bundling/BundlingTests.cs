using System.Globalization;
using Course.Peers;
using Course.Relaying;
using Course.Relaying.Bundling;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Bundling;

/// <summary>Ordered calls that share broadcasts: which calls, when, and what becomes of them.</summary>
public sealed class BundlingTests
{
    private const int Maximum = 4;

    [Test]
    public void CallWhileNothingIsUnderWay_GoesAtOnce()
    {
        var session = NewSession();
        session[2].Ordered.Note("a");
        session.Pump();
        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(1));
    }

    [Test]
    public void CallsBehindOneThatIsUnderWay_GoTogetherWhenItHasComeBack()
    {
        var session = NewSession();
        KeepBusy(session[2]);
        Call(session[2], "c", "d");
        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(Bundler.Eager), "c and d wait for one that is under way");

        session.Settle();

        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(Bundler.Eager + 1), "c and d share one");
        AssertDelivered(session, [.. Busy, "c", "d"]);
    }

    [Test]
    public void FullBundle_WaitsForNothing()
    {
        var session = NewSession();
        KeepBusy(session[2]);
        Call(session[2], "1", "2", "3", "4", "5");
        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(Bundler.Eager + 1), "a bundle of four; the last waits");
    }

    [Test]
    public void BundleOfManyBytes_IsFull()
    {
        var session = NewSession();
        Call(session[2], "a", new string('b', 20_000));
        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(2));
        session.Settle();
        Assert.That(session[3].Log.Texts.Select(text => text.Length), Is.EqualTo(new[] { 1, 20_000 }));
    }

    [Test]
    public void BundleOfSeveralMethodsAndContracts_IsDeliveredInTheOrderOfTheCalls()
    {
        var session = NewSession();
        List<string> heard = [];
        session[3].Peer.Replicate<IEcho>(new Echo(heard, session[3].Log));
        foreach (var number in new[] { 1, 2 }) session[number].Peer.Replicate<IEcho>(new Echo([], new LogReplica()));
        KeepBusy(session[2]);
        session[2].Ordered.Note("b");
        var c = session[2].Ordered.Append("c");
        session[2].Peer.Ordered<IEcho>().Hear("d");
        session[2].Ordered.Note("e");
        session.Settle();
        AssertDelivered(session, [.. Busy, "b", "c", "e"]);
        Assert.That(c.Result, Is.EqualTo(Bundler.Eager + 2));
        Assert.That(heard, Is.EqualTo(new[] { $"d after {Bundler.Eager + 2}" }));
    }

    [Test]
    public void ResultsOfABundle_GoToTheirCallers_AndAFailureHoldsNobodyUp()
    {
        var session = NewSession();
        foreach (var member in session.Members) member.Peer.Replicate<IDivision>(new Division());
        var proxy = session[2].Peer.Ordered<IDivision>();
        KeepBusy(session[2]);
        Task<int>[] calls = [proxy.Divide(9, 3), proxy.Divide(8, 2), proxy.Divide(1, 0)];
        session.Settle();
        Assert.That((calls[0].Result, calls[1].Result), Is.EqualTo((3, 4)));
        Assert.That(calls[2].Exception!.InnerException, Is.TypeOf<DivideByZeroException>());
        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(Bundler.Eager + 1));
    }

    [Test]
    public void CallMadeWithinADelivery_DoesNotWaitForThatDelivery()
    {
        // The delivery of Ask at 2 makes the one-way call Answer and waits until 3 has heard it: a wait for the delivery would be for ever.
        var session = NewSession();
        var heard = new TaskCompletionSource();
        var asked = new Asking(heard.Task);
        foreach (var number in new[] { 1, 2, 3 })
        {
            session[number].Peer.Replicate<IAsk>(number == 2 ? asked : new Asking(Task.CompletedTask));
            session[number].Peer.Replicate<IEcho>(new Echo([], new LogReplica(), number == 3 ? heard : null));
        }

        asked.Answer = session[2].Peer.Ordered<IEcho>();
        // Both calls share a broadcast, and the first makes the call.
        KeepBusy(session[2]);
        var call = session[2].Peer.Ordered<IAsk>().Ask();
        session[2].Ordered.Note("behind");
        session.Settle();
        Assert.That(call.IsCompletedSuccessfully, Is.True);
        AssertDelivered(session, [.. Busy, "behind"]);
    }

    [Test]
    public void CallMadeWhileTheSessionEnds_FailsAtOnce()
    {
        var session = NewSession();
        var late = new CallsAtTheEnd(session[2]);
        session.ConnectionsOf(2).Add(late);
        session[2].Peer.LeaveAsync();
        session.Settle();
        Assert.That(late.Call?.IsCompleted, Is.True);
        Assert.That(late.Call!.Exception!.InnerException, Is.TypeOf<SessionEndedException>());
        Assert.That(session[3].Log.Texts, Is.Empty);
    }

    [Test]
    public void CallAfterTheEnd_FailsAtOnce_WhateverWasUnderWay()
    {
        var session = NewSession();
        KeepBusy(session[2]);
        ITransportEvents events = session.ConnectionsOf(2);
        session[2].Loop.Post(ThreadRole.Select, () => events.OnEnded(LeaveReason.Excluded, "excluded"));
        session.Pump();
        var late = session[2].Ordered.Append("late");
        session.Pump();
        Assert.That(late.IsCompleted, Is.True);
        Assert.That(late.Exception!.InnerException, Is.TypeOf<SessionEndedException>());
    }

    [Test]
    public void GatheredCalls_GoBeforeTheGoodbye()
    {
        var session = NewSession();
        KeepBusy(session[2]);
        Call(session[2], "c", "d");
        session[2].Peer.LeaveAsync();
        session.Settle();
        Assert.That(session[3].Log.Texts, Is.EqualTo(Busy.Append("c").Append("d")));
    }

    [Test]
    public void RelayerThatIsLostWithABroadcast_HoldsNoGatheredCallBack([Values] bool isFaultTolerant)
    {
        var session = NewSession(isFaultTolerant ? Ordering.Replicated : Ordering.RelayOnly);
        KeepBusy(session[2]);
        Call(session[2], "c", "d");
        session.Crash(1, _ => 0);
        session.Settle();
        // Without fault tolerance what is under way is lost, as the lecture has it; what was only gathered is not.
        Assert.That(session[3].Log.Texts, Is.EqualTo(isFaultTolerant ? Busy.Append("c").Append("d") : ["c", "d"]));
    }

    [Test]
    public void BundlesUnderWay_StayWithinWhatTheManagersTake()
    {
        var ordering = new Ordering { FaultTolerance = new Course.FaultTolerance.FaultToleranceOptions { MaximumPending = 2 } };
        var session = NewSession(ordering);
        for (var number = 1; number <= 40; number++) session[2].Ordered.Note($"{number}");
        session.Pump();
        Assert.That(BroadcastsOf(session, 2), Is.EqualTo(2));
        session.Settle();
        AssertDelivered(session, [.. Enumerable.Range(1, 40).Select(number => number.ToString(CultureInfo.InvariantCulture))]);
    }

    [Test]
    public void PeerThatDoesNotBundle_RefusesBundlesInWords()
    {
        var session = new SteppedSession(
            3, Ordering.Replicated, number => new CouplerOptions { MaximumBundledCalls = number == 3 ? 1 : Maximum });
        session.Start().ReplicateLogs();
        session[2].Ordered.Note("a");
        session.Settle();
        Assert.That(session[3].Peer.Ended.IsCompleted, Is.True);
        Assert.That(
            session[3].Peer.Ended.Result.Detail,
            Does.StartWith("'p2' lets its calls share broadcasts").And.Contain("MaximumBundledCalls"));
        Assert.That(session[1].Log.Texts, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void MissingReplicaWithinABundle_HoldsThoseBehindIt_UntilItIsGiven()
    {
        var session = NewSession();
        List<string> heard = [];
        session[2].Ordered.Note("a");
        session[2].Peer.Ordered<IEcho>().Hear("b");
        session[2].Ordered.Note("c");
        session.Settle();
        Assert.That(session[3].Log.Texts, Is.EqualTo(new[] { "a" }));
        session[3].Peer.Replicate<IEcho>(new Echo(heard, session[3].Log));
        session.Settle();
        Assert.That(session[3].Log.Texts, Is.EqualTo(new[] { "a", "c" }));
        Assert.That(heard, Is.EqualTo(new[] { "b after 1" }));
    }

    [Test]
    public void TracesOfBundles_HoldEveryGuarantee()
    {
        var session = NewSession();
        foreach (var member in session.Members)
        {
            for (var number = 1; number <= 9; number++) member.Ordered.Note($"{member.Name} {number}");
        }

        session.Settle();
        session.CheckHolds();
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void MaximumBundledCalls_BelowOne_IsRefused(int maximum) =>
        Assert.That(
            () => new CouplerOptions { MaximumBundledCalls = maximum }.Validate(),
            Throws.ArgumentException.With.Message.Contains("MaximumBundledCalls"));

    private static SteppedSession NewSession(Ordering? ordering = null) =>
        new SteppedSession(3, ordering ?? Ordering.Replicated, new CouplerOptions { MaximumBundledCalls = Maximum })
            .Start().ReplicateLogs();

    /// <summary>So many broadcasts are under way that further calls are gathered.</summary>
    private static void KeepBusy(SteppedSession.Member member) => Call(member, [.. Busy]);

    private static IEnumerable<string> Busy => Enumerable.Range(1, Bundler.Eager).Select(number => $"busy {number}");

    /// <summary>The first of the calls is on its way when the second is made.</summary>
    private static void Call(SteppedSession.Member member, params string[] texts)
    {
        foreach (var text in texts)
        {
            member.Ordered.Note(text);
            member.Loop.Pump();
        }
    }

    private static int BroadcastsOf(SteppedSession session, int number) => session[number].Of(TraceEventKind.SentBroadcast).Count();

    private static void AssertDelivered(SteppedSession session, params string[] texts) =>
        Assert.That(session.Members.Select(member => member.Log.Texts), Is.All.EqualTo(texts));

    public interface IEcho
    {
        void Hear(string text);
    }

    public interface IAsk
    {
        Task Ask();
    }

    public interface IDivision
    {
        Task<int> Divide(int left, int right);
    }

    private sealed class Echo(List<string> heard, LogReplica log, TaskCompletionSource? told = null) : IEcho
    {
        public void Hear(string text)
        {
            heard.Add($"{text} after {log.Texts.Count}");
            told?.SetResult();
        }
    }

    private sealed class Asking(Task until) : IAsk
    {
        public IEcho? Answer { get; set; }

        public async Task Ask()
        {
            Answer?.Hear("answer");
            await until;
        }
    }

    private sealed class CallsAtTheEnd(SteppedSession.Member member) : ISessionObserver
    {
        public Task<int>? Call { get; private set; }

        public void OnEnded(LeaveReason reason, string detail) => Call = member.Ordered.Append("late");
    }

    private sealed class Division : IDivision
    {
        public Task<int> Divide(int left, int right) => Task.FromResult(left / right);
    }
}
