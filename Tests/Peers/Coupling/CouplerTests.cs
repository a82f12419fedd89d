using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Moq;

namespace Course.Tests.Peers.Coupling;

/// <summary>The out-coupler before a mocked relayer, the in-coupler before a mocked observer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CouplerTests : IDisposable
{
    private static readonly ContractDescriptor Contract = ContractDescriptor.Of(typeof(ILog));
    private readonly MessagePackMessageSerializer _serializer = new();
    private readonly PeerLoop _loop = PeerLoop.Stepped();
    private readonly List<ApplicationCall> _broadcasts = [];
    private readonly List<string> _observed = [];
    private readonly List<Exception> _faults = [];
    private readonly ConnectionManager _connections;
    private readonly OutCoupler _outCoupler;
    private readonly InCoupler _inCoupler;
    private readonly ILog _proxy;

    public CouplerTests()
    {
        var transport = new Mock<ITransport>();
        transport.SetupGet(it => it.Self).Returns(PeerName.Parse("p2"));
        var relayer = new Mock<IRelayer>(MockBehavior.Strict);
        relayer.Setup(it => it.Broadcast(Capture.In(_broadcasts)));
        var observer = new Mock<IDeliveryObserver>(MockBehavior.Strict);
        observer.Setup(it => it.Delivered(It.IsAny<ApplicationCall>(), "place"))
            .Callback((ApplicationCall call, object? _) => _observed.Add($"delivered {call.Number}"));
        observer.Setup(it => it.Failed(It.IsAny<ApplicationCall>(), "place", It.IsAny<Exception>()))
            .Callback(
                (ApplicationCall call, object? _, Exception exception) =>
                _observed.Add($"failed {call.Number}: {exception.GetType().Name}"));
        _connections = new ConnectionManager(transport.Object, _loop);
        _outCoupler = new OutCoupler(_loop, _connections, relayer.Object, new CouplerOptions());
        _inCoupler = new InCoupler(_loop, _connections, _outCoupler, observer.Object, () => "place", new CouplerOptions());
        _inCoupler.Faulted += _faults.Add;
        _connections.Add(_inCoupler);
        _connections.Add(_outCoupler);
        ((ITransportEvents)_connections).OnStarted(new SessionStart("lobby", [new SessionMember(PeerName.Parse("p2"), 1)]));
        _proxy = _outCoupler.Ordered<ILog>(Contract, CodecOf);
    }

    public void Dispose() => _outCoupler.Dispose();

    [Test]
    public void OutCoupler_Calls_BecomeBroadcastsWithCallerAndNumber()
    {
        _proxy.Note("a");
        _ = _proxy.Append("b");
        _loop.Pump();
        Assert.That(_broadcasts.Select(call => (call.Contract, call.Header, call.Caller.Value, call.Number)),
            Is.EqualTo(new[] { ("ILog", "Note(String)", "p2", 1L), ("ILog", "Append(String)", "p2", 2L) }));
        Assert.That(
            CodecOf(Contract.Methods.Single(method => method.Header == "Note(String)")).Decode(_broadcasts[0].Arguments),
            Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Couplers_OwnCallDelivered_CompletesWithTheReplicasResult_OthersCompleteNothing()
    {
        var replica = new LogReplica();
        _inCoupler.Add(Contract, replica, CodecOf);
        var call = _proxy.Append("own");
        _loop.Pump();
        _inCoupler.Deliver(_broadcasts[0] with { Caller = PeerName.Parse("p1") });
        Assert.That(call.IsCompleted, Is.False, "the number is that of another peer's call");
        _inCoupler.Deliver(_broadcasts[0]);
        Assert.That(call.Result, Is.EqualTo(2));
        Assert.That(_observed, Is.EqualTo(new[] { "delivered 1", "delivered 1" }));
    }

    [Test]
    public void InCoupler_UnknownMethod_IsObservedAndFaulted_AndTheOrderGoesOn()
    {
        var replica = new LogReplica();
        _inCoupler.Add(Contract, replica, CodecOf);
        _proxy.Note("next");
        _loop.Pump();
        _inCoupler.Deliver(_broadcasts[0] with { Header = "Shout(String)", Caller = PeerName.Parse("p1"), Number = 7 });
        _inCoupler.Deliver(_broadcasts[0]);
        Assert.That(_observed, Is.EqualTo(new[] { "delivered 7", "failed 7: MissingMethodException", "delivered 1" }));
        Assert.That(_faults.Single().Message, Does.Contain("ILog has no method Shout(String) at this peer"));
        Assert.That(replica.Texts, Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public void InCoupler_ArgumentsThatDoNotFit_AreObservedAndTheOrderGoesOn()
    {
        _inCoupler.Add(Contract, new LogReplica(), CodecOf);
        var call = _proxy.Append("garbled");
        _loop.Pump();
        _inCoupler.Deliver(_broadcasts[0] with { Arguments = new byte[] { 0xc1 } });
        Assert.That(call.Exception!.InnerException, Is.TypeOf<MessageFormatException>());
        Assert.That(_observed, Is.EqualTo(new[] { "delivered 1", "failed 1: MessageFormatException" }));
    }

    [Test]
    public void InCoupler_CallThatNamesNothing_IsLeftOut_AndTheOrderGoesOn()
    {
        _inCoupler.Add(Contract, new LogReplica(), CodecOf);
        var nothing = new ApplicationCall(null!, "Note(String)", PeerName.Parse("p1"), 1, default);
        Assert.That(() => _inCoupler.Deliver(nothing), Throws.ArgumentException.With.Message.Contains("names no contract"));
        Assert.That(_inCoupler.WaitingCount, Is.Zero);
    }

    [Test]
    public void InCoupler_SecondReplicaOfAContract_IsRefused()
    {
        _inCoupler.Add(Contract, new LogReplica(), CodecOf);
        Assert.That(
            () => _inCoupler.Add(Contract, new LogReplica(), CodecOf),
            Throws.ArgumentException.With.Message.Contains("ILog has a replica"));
    }

    [Test]
    public void Couplers_SessionEnded_DeliverNothingMore_AndPendingCallsHaveAnUnknownOutcome()
    {
        var replica = new LogReplica();
        var pending = _proxy.Append("pending");
        _loop.Pump();
        _inCoupler.Deliver(_broadcasts[0]);
        _connections.End(LeaveReason.Excluded, "excluded at epoch 3");
        _inCoupler.Add(Contract, replica, CodecOf);
        _inCoupler.Deliver(_broadcasts[0]);
        Assert.That((replica.Texts.Count, _observed.Count, _inCoupler.WaitingCount), Is.EqualTo((0, 0, 0)));
        Assert.That(pending.Exception!.InnerException, Is.TypeOf<OutcomeUnknownException>().With.Message.Contains("excluded at epoch 3"));
    }

    private ArgumentsCodec CodecOf(MethodDescriptor method) => new(method, _serializer.CodecFor);
}
