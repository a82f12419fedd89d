using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// A whole run as the checkers see it: per peer its events in order, B(p), D(p) and C. Peers have no common clock here:
/// nothing is concluded from comparing the times of two peers.
/// </summary>
public sealed class RunHistory
{
    private readonly Dictionary<TraceId, int> _numbers = [];
    private readonly List<TraceId> _ids = [];
    private readonly Dictionary<string, PeerHistory> _byName = new(StringComparer.Ordinal);
    private readonly Lazy<PeerHistory?> _reference;

    /// <param name="peers">The traces of all peers, the crashed ones included.</param>
    /// <param name="facts">What whoever ran them knows.</param>
    /// <exception cref="ArgumentException">Two traces bear the same peer's name.</exception>
    public RunHistory(IEnumerable<PeerRecord> peers, RunFacts facts)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentNullException.ThrowIfNull(facts);
        Facts = facts;
        Peers = [.. peers.Select(record => new PeerHistory(record, facts, NumberOf))];
        foreach (var peer in Peers)
        {
            if (!_byName.TryAdd(peer.Name, peer))
                throw new ArgumentException($"two traces are of peer {peer.Name}; a run has one trace of each peer.", nameof(peers));
        }

        Correct = [.. Peers.Where(peer => peer.IsCorrect)];
        _reference = new Lazy<PeerHistory?>(() => Orders.ChooseReference(Correct));
    }

    /// <summary>P: all peers.</summary>
    public IReadOnlyList<PeerHistory> Peers { get; }

    /// <summary>C: the peers that never crashed, left or were excluded.</summary>
    public IReadOnlyList<PeerHistory> Correct { get; }

    public RunFacts Facts { get; }

    /// <summary>Some trace stops although its peer was not killed.</summary>
    public bool IsIncomplete => Peers.Any(peer => peer.IsIncomplete);

    /// <summary>How many broadcasts are named by deliveries and own broadcasts; their numbers are below this.</summary>
    internal int IdCount => _ids.Count;

    /// <summary>
    /// The peer of C whose D stands for the survivors' order: the one that most of C agree with, then the longest.
    /// So one peer that errs is told apart from the many. Null where nobody survived.
    /// </summary>
    internal PeerHistory? Reference => _reference.Value;

    internal PeerHistory? Find(string name) => _byName.GetValueOrDefault(name);

    internal TraceId IdOf(int number) => _ids[number];

    private int NumberOf(TraceId id)
    {
        if (_numbers.TryGetValue(id, out var number)) return number;
        _numbers.Add(id, _ids.Count);
        _ids.Add(id);
        return _ids.Count - 1;
    }
}
