using Course.Rpc;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Tests.Shared;

namespace Course.Tests.Lab1;

/// <summary>
/// The RPC layer of one peer whose links end in the test: what it sends to the others is recorded and goes no further, and what they
/// send is made up. So nothing but the layer itself runs.
/// </summary>
internal sealed class PortHarness
{
    private readonly MessagePackMessageSerializer _serializer = new();
    private readonly EnvelopeCodec _codec = new();
    private readonly Links _links = new();

    /// <param name="members">How many members the session has; this peer is the last of them.</param>
    /// <param name="options">Bounds of the port.</param>
    public PortHarness(int members = 3, RpcOptions? options = null)
    {
        Self = members;
        var transport = new RecordingTransport(Name(members), _links);
        Loop.Failed = Faults.Add;
        var connections = new ConnectionManager(transport, Loop);
        Port = new RpcPort(Loop, transport, connections, _serializer, Clock, [], options);
        Port.Faulted += Faults.Add;
        connections.Add(Port);
        connections.Open(Port.OnFrame);
        var names = Enumerable.Range(1, members).Select(number => new SessionMember(Name(number), number));
        Loop.Post(ThreadRole.Select, () => _links.Events.OnStarted(new SessionStart("lobby", [.. names])));
        Loop.Pump();
    }

    public PeerLoop Loop { get; } = PeerLoop.Stepped();

    public ManualClock Clock { get; } = new();

    public RpcPort Port { get; }

    /// <summary>This peer's number.</summary>
    public int Self { get; }

    /// <summary>Exceptions that no caller waits for.</summary>
    public List<Exception> Faults { get; } = [];

    /// <summary>Messages larger than this are refused by the transport, as too large for a frame.</summary>
    public int MaximumFrame
    {
        set => _links.MaximumFrame = value;
    }

    /// <summary>What the peer has sent so far, to itself too, in order.</summary>
    public IReadOnlyList<Envelope> Sent =>
        [.. _links.Sent.Select(sent => _codec.Decode(Name(Self), sent.To, sent.Frame))];

    public static PeerName Name(int number) => PeerName.Parse($"p{number}");

    // Asked each time: a static field would meet a gap once and be broken for all later tests.
    public static MethodDescriptor Method(string name) =>
        ContractDescriptor.Of(typeof(ICalculator)).Methods.Single(method => method.Method.Name == name);

    public byte[] Encode(string method, params object?[] arguments) => CodecOf(method).Encode(arguments).ToArray();

    public object?[] Decode(in Envelope envelope, string method) => CodecOf(method).Decode(envelope.Payload);

    /// <summary>A call as another peer makes it.</summary>
    public Envelope Call(EnvelopeKind kind, string header, byte[] payload, long id = 0) => new()
    {
        Kind = kind,
        CallId = id,
        Target = nameof(ICalculator),
        Header = header,
        Payload = payload,
    };

    /// <summary>The same from a method's name and its arguments.</summary>
    public Envelope Call(EnvelopeKind kind, long id, string method, params object?[] arguments) =>
        Call(kind, Method(method).Header, Encode(method, arguments), id);

    /// <summary>An answer as another peer gives it.</summary>
    public static Envelope Answer(EnvelopeKind kind, long id, byte[] payload) =>
        new() { Kind = kind, CallId = id, Target = "", Header = "", Payload = payload };

    public byte[] EncodeResult(int value)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        _serializer.CodecFor(typeof(int)).Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A message of another member arrives.</summary>
    public void Receive(int from, in Envelope envelope)
    {
        var head = new EnvelopeCodec().Encode(envelope, out var body);
        var frame = FrameParts.Join(head, body);
        Loop.Post(ThreadRole.Rpc, () => _links.Events.OnFrame(Name(from), frame));
        Loop.Pump();
    }

    /// <summary>Another member leaves.</summary>
    public void Leave(int number)
    {
        Loop.Post(ThreadRole.Select, () => _links.Events.OnPeerLeft(Name(number), LeaveReason.ConnectionLost, "the connection was lost"));
        Loop.Pump();
    }

    private ArgumentsCodec CodecOf(string method) => new(Method(method), _serializer.CodecFor);

    private sealed class Links
    {
        public ITransportEvents Events { get; set; } = null!;

        public List<(PeerName To, ReadOnlyMemory<byte> Frame)> Sent { get; } = [];

        public int MaximumFrame { get; set; } = int.MaxValue;
    }

    private sealed class RecordingTransport(PeerName self, Links links) : ITransport
    {
        private PeerLoop? _loop;

        public PeerName Self => self;

        public void Attach(PeerLoop loop, ITransportEvents events) => (_loop, links.Events) = (loop, events);

        public void Send(PeerName to, ReadOnlyMemory<byte> frame)
        {
            if (frame.Length > links.MaximumFrame) throw new ArgumentException($"A frame has at most {links.MaximumFrame} bytes.");
            links.Sent.Add((to, frame));
            if (to == self) _loop!.Post(ThreadRole.Rpc, () => links.Events.OnFrame(self, frame));
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
