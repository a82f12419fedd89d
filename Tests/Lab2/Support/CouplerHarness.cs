using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Lab2;

/// <summary>The couplers of one peer, p2, between a relayer that only records and replicas of the test. Nothing is sent.</summary>
internal sealed class CouplerHarness : IDisposable
{
    private readonly MessagePackMessageSerializer _serializer = new();
    private readonly ITransportEvents _events;

    public CouplerHarness(CouplerOptions? options = null, bool started = true)
    {
        Loop.Failed = Faults.Add;
        _events = Connections = new ConnectionManager(new NoTransport(), Loop);
        Out = new OutCoupler(Loop, Connections, new RecordingRelayer(Broadcasts), options ?? new CouplerOptions());
        In = new InCoupler(Loop, Connections, Out, new RecordingObserver(Observed), () => Context, options ?? new CouplerOptions());
        In.Faulted += Faults.Add;
        Connections.Add(In);
        Connections.Add(Out);
        if (started) Start();
    }

    public PeerLoop Loop { get; } = PeerLoop.Stepped();

    public ConnectionManager Connections { get; }

    public OutCoupler Out { get; }

    public InCoupler In { get; }

    /// <summary>What the relayer was asked to broadcast.</summary>
    public List<ApplicationCall> Broadcasts { get; } = [];

    /// <summary>What the in-coupler told its observer.</summary>
    public List<string> Observed { get; } = [];

    /// <summary>Exceptions for which no caller waits.</summary>
    public List<Exception> Faults { get; } = [];

    /// <summary>The context of the envelope that is being carried out.</summary>
    public object? Context { get; set; }

    public IDiary NewProxy() => Out.Ordered<IDiary>(Contract, CodecOf);

    public void Start()
    {
        Loop.Post(ThreadRole.Select, () => _events.OnStarted(new SessionStart("lobby", [new(Name(1), 1), new(Name(2), 2)])));
        Loop.Pump();
    }

    public void End()
    {
        Loop.Post(ThreadRole.Select, () => Connections.End(LeaveReason.Excluded, "excluded at epoch 3"));
        Loop.Pump();
    }

    public void Replicate(Diary diary)
    {
        Loop.Post(ThreadRole.Application, () => In.Add(Contract, diary, CodecOf));
        Loop.Pump();
    }

    /// <summary>A relayed call arrives.</summary>
    public void Deliver(ApplicationCall call)
    {
        Loop.Post(ThreadRole.Rpc, () => In.Deliver(call));
        Loop.Pump();
    }

    /// <summary>A relayed call of p1 arrives.</summary>
    public void Deliver(int number, string method, string line) => Deliver(NewCall(number, method, line));

    /// <summary>A call as p1 makes it.</summary>
    public ApplicationCall NewCall(int number, string method, string line) =>
        new(nameof(IDiary), $"{method}(String)", Name(1), number, CodecOf(Method(method)).Encode([line]));

    public object?[] Decode(ApplicationCall call) =>
        CodecOf(Contract.Methods.Single(method => method.Header == call.Header)).Decode(call.Arguments);

    public static PeerName Name(int number) => PeerName.Parse($"p{number}");

    public static MethodDescriptor Method(string name) => Contract.Methods.Single(method => method.Method.Name == name);

    public void Dispose() => Out.Dispose();

    private static ContractDescriptor Contract => ContractDescriptor.Of(typeof(IDiary));

    private ArgumentsCodec CodecOf(MethodDescriptor method) => new(method, _serializer.CodecFor);

    private sealed class RecordingRelayer(List<ApplicationCall> broadcasts) : IRelayer
    {
        public void Broadcast(ApplicationCall call) => broadcasts.Add(call);
    }

    private sealed class RecordingObserver(List<string> observed) : IDeliveryObserver
    {
        public void Delivered(ApplicationCall call, object? context) => observed.Add($"{call.Number} at {context ?? "no place"}");

        public void Failed(ApplicationCall call, object? context, Exception exception) => observed.Add($"{call.Number} failed");
    }

    private sealed class NoTransport : ITransport
    {
        public PeerName Self => Name(2);

        public void Attach(PeerLoop loop, ITransportEvents events)
        {
        }

        public void Send(PeerName to, ReadOnlyMemory<byte> frame)
        {
        }

        public void WaitForRoom(PeerName to, CancellationToken cancellation)
        {
        }

        public void Close(PeerName peer, string? farewell = null)
        {
        }

        public Task LeaveAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
