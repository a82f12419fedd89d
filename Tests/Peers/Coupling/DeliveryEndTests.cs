using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Coupling;

/// <summary>Where a call is carried out and where it ends: thread, context, and who hears of a failure.</summary>
public sealed class DeliveryEndTests : CouplerFixture
{
    public interface ICancellable
    {
        void Put(string text, CancellationToken cancellation);
    }

    [Test]
    public void Call_OutsideOfTheLoop_IsBroadcastByTheLoop()
    {
        Proxy.Note("a");
        Assert.That(Broadcasts, Is.Empty);
        Loop.Pump();
        Assert.That(Broadcasts, Has.Exactly(1).Items);
    }

    [Test]
    public void Call_OnTheLoop_IsBroadcastAtOnce()
    {
        var broadcasts = 0;
        Loop.Post(ThreadRole.Application, () =>
        {
            Proxy.Note("a");
            broadcasts = Broadcasts.Count;
        });
        Loop.Pump();
        Assert.That(broadcasts, Is.EqualTo(1));
    }

    [Test]
    public void Call_AfterTheEnd_FailsWithTheReasonAndIsNotBroadcast()
    {
        Connections.End(LeaveReason.Excluded, "excluded at epoch 3");
        var call = Proxy.Append("late");
        Loop.Pump();
        Assert.That(call.Exception!.InnerException, Is.TypeOf<SessionEndedException>().With.Message.Contains("excluded at epoch 3"));
        Assert.That(Broadcasts, Is.Empty);
    }

    [Test]
    public void Delivery_ThatHasEnded_LeavesNoContextBehind()
    {
        In.Add(Contract, new LogReplica(), CodecOf);
        _ = Proxy.Append("a");
        Loop.Pump();
        var before = SynchronizationContext.Current;
        In.Deliver(Broadcasts[0]);
        var after = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(before);
        Assert.That(after, Is.SameAs(before));
    }

    [Test]
    public void Delivery_OfASlowReplica_EndsOnTheLoop_WhoeverCompletesItsTask()
    {
        var replica = new GatedReplica();
        In.Add(Contract, replica, CodecOf);
        var call = Proxy.Append("slow");
        Loop.Pump();
        DeliverOutsideOfTheLoop(Broadcasts[0]);
        replica.Gate.SetResult(7);
        Assert.That((call.IsCompleted, In.Delivering?.Number), Is.EqualTo((false, 1L)), "the loop has not run");
        Loop.Pump();
        Assert.That((call.Result, In.Delivering), Is.EqualTo((7, (ApplicationCall?)null)));
    }

    [Test]
    public void Delivery_OfASlowReplicaThatFails_FailsTheCall_AndTheOrderGoesOn()
    {
        var replica = new GatedReplica();
        In.Add(Contract, replica, CodecOf);
        var call = Proxy.Append("slow");
        Proxy.Note("next");
        Loop.Pump();
        foreach (var broadcast in Broadcasts) DeliverOutsideOfTheLoop(broadcast);
        replica.Gate.SetException(new TimeoutException("late and wrong"));
        Loop.Pump();
        Assert.That(call.Exception!.InnerException, Is.TypeOf<TimeoutException>());
        Assert.That(
            Observed, Is.EqualTo(new[] { "delivered 1", "failed 1: TimeoutException", "delivered 2", "failed 2: NotSupportedException" }));
    }

    [Test]
    public void Delivery_OfAnOwnOneWayCallThatThrows_IsToldByFaulted()
    {
        In.Add(Contract, new GatedReplica(), CodecOf);
        Proxy.Note("a");
        Loop.Pump();
        In.Deliver(Broadcasts[0]);
        Assert.That(Faults.Select(fault => fault.Message), Is.EqualTo(new[] { "no notes here" }));
    }

    [Test]
    public void Delivery_OfAnothersOneWayCallThatThrows_TouchesNoOwnCallOfTheSameNumber()
    {
        In.Add(Contract, new GatedReplica(), CodecOf);
        var own = Proxy.Append("own");
        Loop.Pump();
        In.Deliver(Foreign(Broadcasts[0]) with { Header = "Note(String)" });
        Assert.That((own.IsCompleted, Faults.Count), Is.EqualTo((false, 1)));
    }

    [Test]
    public void OneWayCall_WhoseTokenIsCancelled_IsLeftAlone()
    {
        var contract = ContractDescriptor.Of(typeof(ICancellable));
        using var cancellation = new CancellationTokenSource();
        Out.Ordered<ICancellable>(contract, CodecOf).Put("kept", cancellation.Token);
        Loop.Pump();
        Assert.That(cancellation.Cancel, Throws.Nothing, "nobody waits for a one-way call");
        Assert.That(Broadcasts, Has.Exactly(1).Items);
    }

    /// <summary>A delivery in a context that is not the loop's: what ends it must come back to the loop nevertheless.</summary>
    private void DeliverOutsideOfTheLoop(ApplicationCall call)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        In.Deliver(call);
        SynchronizationContext.SetSynchronizationContext(before);
    }
}
