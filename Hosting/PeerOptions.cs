using System.Diagnostics;
using System.Net;
using Course.Peers;
using Course.Relaying;
using Course.Rpc;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp;

namespace Course.Hosting;

/// <summary>What an application says to join a session over TCP.</summary>
public sealed record PeerOptions
{
    /// <summary>This peer's name, unique in the session: 1 to 64 letters, digits, '-', '_' or '.'.</summary>
    public required string Name { get; init; }

    /// <summary>The rendezvous and the session: <c>tcp://127.0.0.1:9090/lobby</c>.</summary>
    public required string Session { get; init; }

    /// <summary>
    /// The session starts when so many peers have joined, and nothing is numbered before. Who hosts the rendezvous should say it; others
    /// may leave it out, and are refused if they say another number.
    /// </summary>
    public int? Members { get; init; }

    /// <summary>Whether this peer hosts the rendezvous as well. Default: it joins one that another process hosts.</summary>
    public RendezvousMode Rendezvous { get; init; }

    /// <summary>Order and fault tolerance; equal at all members. Default: replicated buffering.</summary>
    public Ordering Ordering { get; init; } = Ordering.Replicated;

    /// <summary>A secret that all members know; needed to listen on anything but the loopback address, unless TLS is used.</summary>
    public string? Secret { get; init; }

    /// <summary>The address on which this peer listens. Default: loopback.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Certificates, to encrypt and authenticate every connection. Default: none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// A peer that is silent for longer counts as left. Default 5 s, at least 1 s; <see cref="Timeout.InfiniteTimeSpan"/> while a debugger
    /// is attached when the process starts.
    /// </summary>
    public TimeSpan SilenceBound { get; init; } = Debugger.IsAttached ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(5);

    /// <summary>A file for the peer's trace, one JSON line per event (docs/trace-format.md). Default: no trace.</summary>
    public string? TraceFile { get; init; }

    /// <summary>Where the peer kills its own process, for demonstrations and tests. Default: nowhere.</summary>
    public KillPoint? KillAt { get; init; }

    /// <summary>Whether Ctrl+C and SIGTERM say goodbye to the session before the process ends. Default: yes.</summary>
    public bool LeaveOnCtrlC { get; init; } = true;

    /// <summary>Encodes arguments and results. Default: the built-in codec of the MessagePack format.</summary>
    public IMessageSerializer Serializer { get; init; } = new MessagePackMessageSerializer(sharesInput: true);

    /// <summary>More filters, between the application's objects and the fault-tolerance filter, in send order. Default: none.</summary>
    public IReadOnlyList<ISendReceiveFilter> Filters { get; init; } = [];

    /// <summary>Hear the session's membership from the start on, on the peer's loop. Default: nobody.</summary>
    public IReadOnlyList<ISessionObserver> Observers { get; init; } = [];

    /// <summary>Bounds of plain calls.</summary>
    public RpcOptions Rpc { get; init; } = new();

    /// <summary>
    /// Bounds of ordered calls. Default: as in <see cref="CouplerOptions"/>, but up to 128 calls share a broadcast, and 8,192 may be
    /// undelivered.
    /// </summary>
    public CouplerOptions Couplers { get; init; } = new() { MaximumBundledCalls = 128, MaximumUndelivered = 8192 };

    /// <summary>
    /// Whether what follows a failure is played through in the background soon after the start. Not in code that is made for debugging:
    /// breakpoints would be met in a session that nobody has begun.
    /// </summary>
#if DEBUG
    internal bool Rehearses { get; init; }
#else
    internal bool Rehearses { get; init; } = !Debugger.IsAttached;
#endif

    /// <summary>Hears what an operator should know, a line at a time: refused connections. Any thread. Default: nobody.</summary>
    public Action<string>? Log { get; init; }
}
