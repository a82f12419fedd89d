using Course.Peers;
using Course.Relaying;
using Course.Rpc;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;

namespace Course.Simulation.Stepping;

/// <summary>How each peer of a simulated session is built: whole and unchanged, on a transport and a clock of the simulation.</summary>
public sealed record PeerBlueprint
{
    /// <summary>Order and fault tolerance.</summary>
    public Ordering Ordering { get; init; } = Ordering.Replicated;

    /// <summary>Encodes arguments and results; one for all peers, because it compiles its codecs once.</summary>
    public IMessageSerializer Serializer { get; init; } = new MessagePackMessageSerializer(sharesInput: true);

    /// <summary>Makes the application of a peer; a new one for each run of the peer.</summary>
    public Func<ISessionApplication> NewApplication { get; init; } = static () => new BroadcastLog();

    /// <summary>More filters, between the application's objects and the fault-tolerance filter; new ones for each run of the peer.</summary>
    public Func<IReadOnlyList<ISendReceiveFilter>> NewFilters { get; init; } = static () => [];

    /// <summary>Bounds of plain calls.</summary>
    public RpcOptions Rpc { get; init; } = new();

    /// <summary>Bounds of ordered calls.</summary>
    public CouplerOptions Couplers { get; init; } = new();

    /// <summary>The most steps of its loop that one input may cause, 1 or more; beyond it the step counts as endless.</summary>
    public int MaximumSteps { get; init; } = 100_000;
}
