using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Simulation.Viewing;

/// <summary>How far two runs are the same: for each peer, how many of its first events are equal, their times left aside.</summary>
internal sealed class CommonPast
{
    private readonly Dictionary<string, int> _lengths = new(StringComparer.Ordinal);

    public CommonPast(IReadOnlyList<PeerRecord> one, IReadOnlyList<PeerRecord> other)
    {
        var others = other.ToDictionary(peer => peer.Name, peer => peer.Events, StringComparer.Ordinal);
        foreach (var peer in one) _lengths[peer.Name] = others.TryGetValue(peer.Name, out var events) ? Equal(peer.Events, events) : 0;
    }

    /// <summary>Index of the peer's first event that the other run has not.</summary>
    public int LengthOf(string peer) => _lengths[peer];

    private static int Equal(IReadOnlyList<TraceEvent> one, IReadOnlyList<TraceEvent> other)
    {
        var length = 0;
        while (length < one.Count && length < other.Count && one[length] with { Time = 0 } == other[length] with { Time = 0 }) length++;
        return length;
    }
}
