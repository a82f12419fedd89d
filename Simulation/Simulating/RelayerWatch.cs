using Course.Rpc.Tracing;

namespace Course.Simulation.Simulating;

/// <summary>Who relays, from the traces: the latest relayer that lives.</summary>
internal sealed class RelayerWatch
{
    private readonly SortedDictionary<int, SimulatedPeer> _byEpoch = [];

    public void Read(SimulatedPeer peer, IReadOnlyList<TraceEvent> events)
    {
        foreach (var e in events)
        {
            if (e is { Event: TraceEventKind.BecameRelayer, Epoch: { } epoch }) _byEpoch[epoch] = peer;
        }
    }

    /// <summary>Where nobody has become relayer yet, or the last one is gone: the first peer that lives. Null if none does.</summary>
    public SimulatedPeer? Current(IReadOnlyList<SimulatedPeer> peers) =>
        _byEpoch.Values.LastOrDefault(peer => peer.IsLive) ?? peers.FirstOrDefault(peer => peer.IsLive);
}
