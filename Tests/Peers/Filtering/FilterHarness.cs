using System.Buffers;
using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Tests.Shared;
using Moq;

namespace Course.Tests.Peers.Filtering;

/// <summary>
/// The fault-tolerance filter with real managers between two probes: what goes out to the wire and what goes in to the application is
/// recorded and goes no further; the transport is a mock.
/// </summary>
internal sealed class FilterHarness
{
    /// <summary>The name to which messages between managers are addressed: no contract can bear it.</summary>
    public const string ManagersTarget = "(managers)";

    private readonly MessagePackMessageSerializer _serializer = new();
    private readonly ConnectionManager _connections;
    private readonly Probe _application = new();
    private readonly Probe _wire = new();
    private readonly ITransportEvents _events;
    private readonly int _peers;

    /// <param name="self">This peer's number; 1 relays.</param>
    /// <param name="peers">How many members the session has.</param>
    /// <param name="options">Distributed buffering when left out.</param>
    /// <param name="started">Whether the session has started.</param>
    /// <param name="events">Hears every event; nobody does when left out.</param>
    public FilterHarness(int self, int peers = 3, FaultToleranceOptions? options = null, bool started = true, ITrace? events = null)
    {
        _peers = peers;
        Transport.SetupGet(transport => transport.Self).Returns(Name(self));
        var loop = PeerLoop.Stepped();
        _events = _connections = new ConnectionManager(Transport.Object, loop);
        var members = new MemberTable();
        Trace = new EventTrace(events ?? NoTrace.Instance, loop, members, Describe);
        var headers = new HeaderList(BroadcastForm, RelayForm);
        Filter = new FaultToleranceFilter(
            new FaultToleranceManagers(options ?? new FaultToleranceOptions()), _connections, _serializer, headers, members, Trace);
        var port = new RpcPort(loop, Transport.Object, _connections, _serializer, new ManualClock(), [_application, Filter, _wire]);
        Trace.Attach(port);
        _connections.Add(Trace);
        _connections.Add(Filter);
        _connections.Open(port.OnFrame);
        if (started) Start();
    }

    public static CallForm BroadcastForm { get; } = new("IRelayer", "Broadcast(ApplicationCall)");

    public static CallForm RelayForm { get; } = new("IRelayerClient", "Relay(ApplicationCall)");

    public Mock<ITransport> Transport { get; } = new();

    public FaultToleranceFilter Filter { get; }

    public EventTrace Trace { get; }

    /// <summary>What left toward the wire.</summary>
    public List<Envelope> Sent => _wire.Sent;

    /// <summary>What arrived at the application.</summary>
    public List<Envelope> Delivered => _application.Received;

    /// <summary>Runs for each envelope that arrives at the application, as the relayer object does.</summary>
    public Action<Envelope>? OnDelivered
    {
        set => _application.OnReceived = value;
    }

    public static PeerName Name(int number) => PeerName.Parse($"p{number}");

    public static Envelope Call(CallForm form, int from = 0, int to = 0, string payload = "body") => new()
    {
        Kind = EnvelopeKind.OneWay,
        From = from == 0 ? PeerName.None : Name(from),
        To = to == 0 ? PeerName.None : Name(to),
        Target = form.Target,
        Header = form.Header,
        Payload = System.Text.Encoding.UTF8.GetBytes(payload),
    };

    /// <summary>A wrapping of these numbers.</summary>
    public static byte[] Wrapping(params long[] fields)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(fields.Length);
        foreach (var field in fields) writer.WriteInt64(field);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public void Start() =>
        _events.OnStarted(
        new SessionStart("lobby", [.. Enumerable.Range(1, _peers).Select(number => new SessionMember(Name(number), number))]));

    public void End(LeaveReason reason, string detail) => _connections.End(reason, detail);

    public void Leave(int number) => _events.OnPeerLeft(Name(number), LeaveReason.ConnectionLost, "the connection was lost");

    public void Send(in Envelope envelope) => _application.At.SendOn(envelope);

    public void Receive(in Envelope envelope) => _wire.At.DeliverOn(envelope);

    public void ReceiveRelay(int from, params long[] wrapping) => Receive(Call(RelayForm, from) with { Wrapping = Wrapping(wrapping) });

    public void ReceiveBroadcast(int from, params long[] wrapping) =>
        Receive(Call(BroadcastForm, from) with { Wrapping = Wrapping(wrapping) });

    /// <summary>A message of another peer's manager.</summary>
    public void ReceiveManagerMessage(int from, string method, params object?[] arguments)
    {
        var (header, codec) = ManagerMethod(method);
        Receive(Call(new CallForm(ManagersTarget, header), from) with { Payload = codec.Encode(arguments) });
    }

    /// <summary>The messages of this peer's managers that went out, with their arguments.</summary>
    public IEnumerable<(PeerName To, object?[] Arguments)> Originated(string method)
    {
        var (header, codec) = ManagerMethod(method);
        return Sent.Where(envelope => envelope.Target == ManagersTarget && envelope.Header == header)
            .Select(envelope => (envelope.To, codec.Decode(envelope.Payload))).ToList();
    }

    /// <summary>Only a trace that is on asks: it is work.</summary>
    private (string Header, string Digest) Describe(Body body) => Trace.IsEnabled
        ? ("Say(String)", $"{body.Length}")
        : throw new InvalidOperationException("The trace is off, and a call was described for it.");

    private (string Header, ArgumentsCodec Codec) ManagerMethod(string name)
    {
        var method = ContractDescriptor.Of(typeof(IManagerMessages)).Methods.Single(candidate => candidate.Method.Name == name);
        return (method.Header, new ArgumentsCodec(method, _serializer.CodecFor));
    }

    /// <summary>Records what comes by and passes nothing on.</summary>
    private sealed class Probe : ISendReceiveFilter
    {
        public List<Envelope> Sent { get; } = [];

        public List<Envelope> Received { get; } = [];

        public Action<Envelope>? OnReceived { get; set; }

        public FilterPosition At { get; private set; } = null!;

        public void Attach(FilterPosition at) => At = at;

        public void OnSend(in Envelope envelope, FilterPosition at) => Sent.Add(envelope);

        public void OnReceive(in Envelope envelope, FilterPosition at)
        {
            Received.Add(envelope);
            OnReceived?.Invoke(envelope);
        }
    }
}
