using Course.Relaying;
using Course.Rpc;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Peers;

/// <summary>What a peer is built from. Nothing here knows sockets or the wall clock: they are given.</summary>
public sealed record PeerSetup
{
    /// <summary>The links to the other members; its name is the peer's.</summary>
    public required ITransport Transport { get; init; }

    /// <summary>The loop that will own the peer's state.</summary>
    public required PeerLoop Loop { get; init; }

    /// <summary>The clock of time-outs and traces.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Encodes arguments and results; our codec of the MessagePack format by default.</summary>
    public IMessageSerializer Serializer { get; init; } = new MessagePackMessageSerializer(sharesInput: true);

    /// <summary>Order and fault tolerance; replicated buffering by default.</summary>
    public Ordering Ordering { get; init; } = Ordering.Replicated;

    /// <summary>Where the peer's events go; nowhere by default.</summary>
    public ITrace Trace { get; init; } = NoTrace.Instance;

    /// <summary>More filters, between the application's objects and the fault-tolerance filter, in send order.</summary>
    public IReadOnlyList<ISendReceiveFilter> Filters { get; init; } = [];

    /// <summary>More filters, between the fault-tolerance filter and the wire, in send order.</summary>
    public IReadOnlyList<ISendReceiveFilter> WireFilters { get; init; } = [];

    /// <summary>Hear the session's membership from the start on, on the peer's loop.</summary>
    public IReadOnlyList<ISessionObserver> Observers { get; init; } = [];

    /// <summary>Bounds of plain calls.</summary>
    public RpcOptions Rpc { get; init; } = new();

    /// <summary>Bounds of ordered calls.</summary>
    public CouplerOptions Couplers { get; init; } = new();
}
