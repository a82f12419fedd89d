using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Coupling;

/// <summary>What becomes of calls between the application and the relayer.</summary>
public sealed class CouplerTests : CouplerFixture
{
    [Test]
    public void OutCoupler_Calls_BecomeBroadcastsWithCallerAndNumber()
    {
        Proxy.Note("a");
        _ = Proxy.Append("b");
        Loop.Pump();
        Assert.That(Broadcasts.Select(call => (call.Contract, call.Header, call.Caller.Value, call.Number)),
            Is.EqualTo(new[] { ("ILog", "Note(String)", "p2", 1L), ("ILog", "Append(String)", "p2", 2L) }));
        Assert.That(
            CodecOf(Contract.Methods.Single(method => method.Header == "Note(String)")).Decode(Broadcasts[0].Arguments),
            Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Couplers_OwnCallDelivered_CompletesWithTheReplicasResult_OthersCompleteNothing()
    {
        var replica = new LogReplica();
        In.Add(Contract, replica, CodecOf);
        var call = Proxy.Append("own");
        Loop.Pump();
        In.Deliver(Broadcasts[0] with { Caller = PeerName.Parse("p1") });
        Assert.That(call.IsCompleted, Is.False, "the number is that of another peer's call");
        In.Deliver(Broadcasts[0]);
        Assert.That(call.Result, Is.EqualTo(2));
        Assert.That(Observed, Is.EqualTo(new[] { "delivered 1", "delivered 1" }));
    }

    [Test]
    public void InCoupler_UnknownMethod_IsObservedAndFaulted_AndTheOrderGoesOn()
    {
        var replica = new LogReplica();
        In.Add(Contract, replica, CodecOf);
        Proxy.Note("next");
        Loop.Pump();
        In.Deliver(Broadcasts[0] with { Header = "Shout(String)", Caller = PeerName.Parse("p1"), Number = 7 });
        In.Deliver(Broadcasts[0]);
        Assert.That(Observed, Is.EqualTo(new[] { "delivered 7", "failed 7: MissingMethodException", "delivered 1" }));
        Assert.That(Faults.Single().Message, Does.Contain("ILog has no method Shout(String) at this peer"));
        Assert.That(replica.Texts, Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public void InCoupler_ArgumentsThatDoNotFit_AreObservedAndTheOrderGoesOn()
    {
        In.Add(Contract, new LogReplica(), CodecOf);
        var call = Proxy.Append("garbled");
        Loop.Pump();
        In.Deliver(Broadcasts[0] with { Arguments = new byte[] { 0xc1 } });
        Assert.That(call.Exception!.InnerException, Is.TypeOf<MessageFormatException>());
        Assert.That(Observed, Is.EqualTo(new[] { "delivered 1", "failed 1: MessageFormatException" }));
    }

    [Test]
    public void InCoupler_CallThatNamesNothing_IsLeftOut_AndTheOrderGoesOn()
    {
        In.Add(Contract, new LogReplica(), CodecOf);
        var nothing = new ApplicationCall(null!, "Note(String)", PeerName.Parse("p1"), 1, default);
        Assert.That(() => In.Deliver(nothing), Throws.ArgumentException.With.Message.Contains("names no contract"));
        Assert.That(In.WaitingCount, Is.Zero);
    }

    [Test]
    public void InCoupler_SecondReplicaOfAContract_IsRefused()
    {
        In.Add(Contract, new LogReplica(), CodecOf);
        Assert.That(
            () => In.Add(Contract, new LogReplica(), CodecOf),
            Throws.ArgumentException.With.Message.Contains("ILog has a replica"));
    }

    [Test]
    public void Couplers_SessionEnded_DeliverNothingMore_AndPendingCallsHaveAnUnknownOutcome()
    {
        var replica = new LogReplica();
        var pending = Proxy.Append("pending");
        Loop.Pump();
        In.Deliver(Broadcasts[0]);
        Connections.End(LeaveReason.Excluded, "excluded at epoch 3");
        In.Add(Contract, replica, CodecOf);
        In.Deliver(Broadcasts[0]);
        Assert.That((replica.Texts.Count, Observed.Count, In.WaitingCount), Is.EqualTo((0, 0, 0)));
        Assert.That(pending.Exception!.InnerException, Is.TypeOf<OutcomeUnknownException>().With.Message.Contains("excluded at epoch 3"));
    }
}
