using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>Makes the peers of a run and shares the calls among the senders.</summary>
internal static class WorldPeers
{
    public static IReadOnlyList<SimulatedPeer> Make(SimulationOptions options, VirtualClock clock)
    {
        PeerName[] names = [.. Enumerable.Range(0, options.Peers).Select(peer => PeerName.Parse(SimulationOptions.NameOf(peer)))];
        var senders = options.Senders?.Distinct().ToHashSet() ?? [.. names.Select(name => name.Value)];
        var (share, rest, sender) = (0, 0, 0);
        if (senders.Count > 0) (share, rest) = Math.DivRem(options.Messages, senders.Count);
        var peers = new List<SimulatedPeer>();
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index];
            var calls = senders.Contains(name.Value) ? share + (sender++ < rest ? 1 : 0) : 0;
            var stepped = new SteppedPeer(names, index, options.Blueprint, clock);
            var source = new CallSource(options, name.Value, index, calls);
            peers.Add(new SimulatedPeer(stepped, name, source, options.Blueprint.Couplers.MaximumUndelivered));
        }

        return peers;
    }
}
