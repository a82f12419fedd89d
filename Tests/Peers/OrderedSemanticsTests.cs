using Course.Peers;
using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Peers;

/// <summary>The semantics of ordered proxies, a sentence of the manual each.</summary>
[TestFixture(1)]
[TestFixture(4)]
public sealed partial class OrderedSemanticsTests(int bundled)
{
    private readonly SteppedSession _session =
        new SteppedSession(3, Ordering.Replicated, new CouplerOptions { MaximumBundledCalls = bundled }).Start();

    private CouplerOptions Couplers => new() { MaximumBundledCalls = bundled };

    [Test]
    public void Deliveries_AreSerial_WhileTheLoopGoesOn()
    {
        var slow = new SlowReplica();
        _session[1].Peer.Replicate<ISlow>(slow);
        foreach (var number in new[] { 2, 3 }) _session[number].Peer.Replicate<ISlow>(new SlowReplica { IsOpen = true });
        _session[2].Peer.Rpc.Register<ILog>(_session[2].Log);
        var proxy = _session[1].Peer.Ordered<ISlow>();
        Task<string> first = proxy.Take("a"), second = proxy.Take("b");
        var plain = _session[1].Peer.Rpc.To<ILog>(_session[2].Name).Append("plain");
        _session.Settle();
        Assert.That(slow.Begun, Is.EqualTo(new[] { "a" }), "the second delivery began before the first had ended");
        Assert.That((plain.Result, first.IsCompleted), Is.EqualTo((1, false)), "replies go on meanwhile");
        slow.Gates.Dequeue().SetResult();
        _session.Settle();
        Assert.That((slow.Begun.Count, first.Result, second.IsCompleted), Is.EqualTo((2, "a", false)));
        slow.Gates.Dequeue().SetResult();
        _session.Settle();
        Assert.That(second.Result, Is.EqualTo("b"));
    }

    [Test]
    public void AwaitingAnOrderedCall_InsideADelivery_IsRefusedNamingBothMethods()
    {
        var replica = new Echoing(_session[1].Peer);
        ReplicateEcho(replica);
        var call = _session[2].Peer.Ordered<IEcho>().CallAgain("x", late: false);
        var late = _session[2].Peer.Ordered<IEcho>().CallAgain("x", late: true);
        _session.Settle();
        Assert.That((call.IsCompletedSuccessfully, late.IsCompletedSuccessfully), Is.EqualTo((true, true)), "the order goes on");
        Assert.That(replica.Refusals, Has.Count.EqualTo(2), "once before and once after an await of the delivery");
        Assert.That(
            replica.Refusals,
            Is.All.EqualTo(
                "IEcho.CallAgain(String,Boolean) was called inside the delivery of IEcho.CallAgain(String,Boolean): its result comes only "
                + "after this delivery has ended, so awaiting it would wait for ever. Make the call one-way (return void), or make it "
                + "outside of deliveries."));
    }

    [Test]
    public void OneWayOrderedCall_InsideADelivery_TakesItsPlace()
    {
        var replica = new Echoing(_session[1].Peer);
        ReplicateEcho(replica);
        _session[2].Peer.Ordered<IEcho>().Start("x");
        _session.Settle();
        Assert.That(replica.Texts, Is.EqualTo(new[] { "x", "echo of x" }));
    }

    [Test]
    public void BlockingInsideADelivery_IsNamed()
    {
        var replica = new Blocking(_session[1].Peer.Rpc, _session[2].Name);
        _session[1].Peer.Replicate<IBlocking>(replica);
        var call = _session[1].Peer.Ordered<IBlocking>().Block();
        _session.Settle();
        Assert.That(
            call.Exception!.InnerException!.Message, Does.Contain("Blocked on a task").And.Contain("the delivery of IBlocking.Block()"));
    }

    [Test]
    public void ReplicaThatThrows_OneWay_GoesToFaultedAndTheTrace_AndTheOrderGoesOn()
    {
        List<string> faults = [];
        _session[3].Peer.Faulted += fault => faults.Add(fault.Message);
        foreach (var member in _session.Members) member.Peer.Replicate<IFragile>(new Fragile());
        var proxy = _session[1].Peer.Ordered<IFragile>();
        proxy.Break();
        var next = proxy.Next();
        _session.Settle();
        Assert.That(faults, Is.EqualTo(new[] { "broken" }));
        Assert.That(next.IsCompletedSuccessfully, Is.True);
        // The place of a call within its bundle is none of the trace.
        if (bundled > 1) return;
        Assert.That(
            _session[3].Trace.Events.Where(e => e.Event == Course.Rpc.Tracing.TraceEventKind.DeliveryFailed).Select(e => e.Detail),
            Is.EqualTo(new[] { "InvalidOperationException: broken" }));
    }

    [Test]
    public void ReplicaThatThrows_WithACaller_FailsTheCallOnly()
    {
        foreach (var member in _session.Members) member.Peer.Replicate<IFragile>(new Fragile());
        var call = _session[2].Peer.Ordered<IFragile>().Fail();
        _session.Settle();
        Assert.That(call.Exception!.InnerException, Is.TypeOf<NotSupportedException>().With.Message.EqualTo("never"));
    }

    [Test]
    public void Relays_BeforeTheReplicaIsGiven_AreHeldInOrder()
    {
        _session[1].Ordered.Note("a");
        _session[2].Ordered.Note("b");
        _session.Settle();
        _session.ReplicateLogs();
        Assert.That(_session[3].Log.Texts, Has.Count.EqualTo(2).And.EqualTo(_session[1].Log.Texts));
    }

    [Test]
    public void Relays_BeyondTheBoundWithoutReplica_EndTheSessionNamingTheContract()
    {
        var session = new SteppedSession(2, Ordering.Replicated, Couplers with { MaximumWaiting = 3 }).Start();
        session[1].Peer.Replicate<ILog>(session[1].Log);
        // One after the other, so that none shares a broadcast.
        foreach (var number in Enumerable.Range(1, 5))
        {
            session[1].Ordered.Note($"{number}");
            session.Settle();
        }

        Assert.That(session[2].Peer.Ended.Result.Detail, Does.Contain("Replicate<ILog>").And.Contain("3 relayed calls"));
        Assert.That(session[1].Peer.Ended.IsCompleted, Is.False);
    }

    [Test]
    public void PeerWhoseSessionEndsByAFault_LeavesTheOthers_WhoGoOn()
    {
        var session = new SteppedSession(3, Ordering.Distributed, Couplers with { MaximumWaiting = 3 }).Start();
        foreach (var number in new[] { 1, 2 }) session[number].Peer.Replicate<ILog>(session[number].Log);
        var calls = new List<Task<int>>();
        foreach (var number in Enumerable.Range(1, 8))
        {
            calls.Add(session[1].Ordered.Append($"{number}"));
            session.Settle();
        }

        Assert.That(session[3].Peer.Ended.IsCompletedSuccessfully, Is.True, "3 has no replica");
        Assert.That(session[1].Peer.Managers!.Live, Has.Count.EqualTo(2), "1 waits for acknowledgements of a peer that has ended");
        Assert.That(calls.Select(call => call.IsCompletedSuccessfully), Is.All.True);
        Assert.That(session[2].Log.Texts, Has.Count.EqualTo(8));
    }

    [Test]
    public void SessionThatEnds_FailsPendingCallsWithOutcomeUnknown_AndLaterCallsAtOnce()
    {
        _session.ReplicateLogs();
        var pending = _session[2].Ordered.Append("x");
        _session.Pump();
        var leaving = _session[2].Peer.LeaveAsync();
        _session.Pump();
        var later = _session[2].Ordered.Append("y");
        _session.Settle();
        Assert.That(leaving.IsCompletedSuccessfully, Is.True);
        Assert.That(pending.Exception!.InnerException, Is.TypeOf<OutcomeUnknownException>().With.Message.Contains("ILog.Append(String)"));
        Assert.That(later.Exception!.InnerException, Is.TypeOf<SessionEndedException>());
    }

    [Test]
    public void PeerThatIsExcluded_FailsItsPendingCallsWithOutcomeUnknown()
    {
        _session.ReplicateLogs();
        var pending = _session[3].Ordered.Append("x");
        _session.Pump();
        _session[3].Loop.Post(
            ThreadRole.Select, () =>
            ((ITransportEvents)_session.ConnectionsOf(3)).OnEnded(LeaveReason.Excluded, "excluded at epoch 1 by 'p1'"));
        _session.Pump();
        Assert.That(pending.Exception!.InnerException, Is.TypeOf<OutcomeUnknownException>().With.Message.Contains("excluded at epoch 1"));
    }

    [Test]
    public void CancelledAwait_LeavesTheBroadcastInItsPlace()
    {
        foreach (var member in _session.Members) member.Peer.Replicate<ICancellable>(new Cancellable(member.Log.Texts));
        using var cancel = new CancellationTokenSource();
        var call = _session[1].Peer.Ordered<ICancellable>().Put("kept", cancel.Token);
        cancel.Cancel();
        _session.Settle();
        Assert.That(call.IsCanceled, Is.True);
        Assert.That(_session.Members.Select(member => member.Log.Texts.Single()), Is.All.EqualTo("kept"));
    }

    [Test]
    public void CallOnTheLoop_AtTheBoundOfUndeliveredCalls_IsRefusedNamingTheBound()
    {
        var session = new SteppedSession(2, Ordering.Replicated, Couplers with { MaximumUndelivered = 2 }).Start();
        List<string> refusals = [];
        session[1].Loop.Failed = exception => refusals.Add(exception.Message);
        session[1].Loop.Post(ThreadRole.Application, () =>
        {
            foreach (var number in Enumerable.Range(1, 3)) session[1].Ordered.Note($"{number}");
        });
        session.Pump();
        Assert.That(refusals.Single(), Does.Contain("MaximumUndelivered").And.Contain("2 calls"));
    }

    [Test]
    public void CallBeforeTheStart_StaysPending_AndIsTheFirstOfItsPeer([Values] bool isFaultTolerant)
    {
        var session = new SteppedSession(2, isFaultTolerant ? Ordering.Distributed : Ordering.RelayOnly, Couplers).ReplicateLogs();
        var early = session[2].Ordered.Append("early");
        session.Settle();
        Assert.That(early.IsCompleted, Is.False);
        session.Start();
        session.Settle();
        Assert.That(early.Result, Is.EqualTo(1));
        Assert.That(session[1].Log.Texts, Is.EqualTo(new[] { "early" }));
    }

    [Test]
    public void Contract_WithAnotherReturnType_IsRefusedWhenTheProxyIsMade()
    {
        Assert.That(
            () => _session[1].Peer.Ordered<IWrong>(),
            Throws.ArgumentException.With.Message.Contains("Count()").And.Message.Contains("Int32"));
    }

    private void ReplicateEcho(Echoing first)
    {
        _session[1].Peer.Replicate<IEcho>(first);
        foreach (var number in new[] { 2, 3 }) _session[number].Peer.Replicate<IEcho>(new Echoing(null));
    }
}
