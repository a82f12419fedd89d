using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Moq;

namespace Course.Tests.Peers.Coupling;

/// <summary>The couplers of p2: the out-coupler before a mocked relayer, the in-coupler before a mocked observer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class CouplerFixture : IDisposable
{
    private readonly MessagePackMessageSerializer _serializer = new();

    protected CouplerFixture() => Build(new CouplerOptions());

    protected static ContractDescriptor Contract { get; } = ContractDescriptor.Of(typeof(ILog));

    protected PeerLoop Loop { get; private set; } = null!;

    protected List<ApplicationCall> Broadcasts { get; } = [];

    protected List<string> Observed { get; } = [];

    protected List<Exception> Faults { get; } = [];

    protected ConnectionManager Connections { get; private set; } = null!;

    protected OutCoupler Out { get; private set; } = null!;

    protected InCoupler In { get; private set; } = null!;

    protected ILog Proxy { get; private set; } = null!;

    public void Dispose()
    {
        Out.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Couplers with other bounds, in the place of those that a test begins with.</summary>
    protected void Build(CouplerOptions options)
    {
        Out?.Dispose();
        Loop = PeerLoop.Stepped();
        var transport = new Mock<ITransport>();
        transport.SetupGet(it => it.Self).Returns(PeerName.Parse("p2"));
        var relayer = new Mock<IRelayer>(MockBehavior.Strict);
        relayer.Setup(it => it.Broadcast(Capture.In(Broadcasts)));
        var observer = new Mock<IDeliveryObserver>(MockBehavior.Strict);
        observer.Setup(it => it.Delivered(It.IsAny<ApplicationCall>(), "place"))
            .Callback((ApplicationCall call, object? _) => Observed.Add($"delivered {call.Number}"));
        observer.Setup(it => it.Failed(It.IsAny<ApplicationCall>(), "place", It.IsAny<Exception>()))
            .Callback(
                (ApplicationCall call, object? _, Exception exception) =>
                Observed.Add($"failed {call.Number}: {exception.GetType().Name}"));
        Connections = new ConnectionManager(transport.Object, Loop);
        Out = new OutCoupler(Loop, Connections, relayer.Object, options);
        In = new InCoupler(Loop, Connections, Out, observer.Object, () => "place", options);
        In.Faulted += Faults.Add;
        Connections.Add(In);
        Connections.Add(Out);
        ((ITransportEvents)Connections).OnStarted(new SessionStart("lobby", [new SessionMember(PeerName.Parse("p2"), 1)]));
        Proxy = Out.Ordered<ILog>(Contract, CodecOf);
    }

    /// <summary>The same call as if another peer's application had made it.</summary>
    protected static ApplicationCall Foreign(ApplicationCall call) => call with { Caller = PeerName.Parse("p1") };

    protected ArgumentsCodec CodecOf(MethodDescriptor method) => new(method, _serializer.CodecFor);
}
