using Course.Simulation.Checking;
using Course.Simulation.Fingerprints;

namespace Course.Simulation.Exploring;

/// <summary>
/// Judges states by their peers' histories, with the same checkers as real runs. Many states have histories that checkers cannot tell
/// apart; each such combination is judged once. One thread.
/// </summary>
internal sealed class HistoryJudge
{
    private readonly LocalHistories _histories;
    private readonly ExplorationBounds _bounds;
    private readonly IHistoryChecker[] _always;
    private readonly IHistoryChecker[] _whenQuiet;
    private readonly HashSet<Combination> _good = [];
    private readonly Dictionary<int, PeerRecord> _records = [];

    public HistoryJudge(LocalHistories histories, ExplorationBounds bounds)
    {
        _histories = histories;
        _bounds = bounds;
        _always = CheckersOf(bounds, isQuiet: false);
        _whenQuiet = CheckersOf(bounds, isQuiet: true);
    }

    /// <summary>The checkers that judge any state, or a state in which nothing is left to do.</summary>
    public static IHistoryChecker[] CheckersOf(ExplorationBounds bounds, bool isQuiet) =>
        // Quiet is known without looking at traces: nothing lies on any link, and nothing is left to do.
        [.. Checkers.All.Where(checker => IsWanted(checker.Guarantee, bounds)
            && checker.Guarantee is not (Guarantee.Quiet or Guarantee.BufferBounds)
            && IsJudgedAlways(checker.Guarantee, bounds) != isQuiet)];

    private static bool IsWanted(Guarantee guarantee, ExplorationBounds bounds) =>
        guarantee == Guarantee.CostBudget ? bounds.Costs is not null : bounds.Guarantees.Contains(guarantee);

    /// <summary>The first guarantee that a run breaks.</summary>
    public static Violation? FirstBroken(RunHistory run, IHistoryChecker[] checkers)
    {
        foreach (var checker in checkers)
        {
            var verdict = checker.Check(run);
            if (verdict.Outcome == Outcome.Violated) return new Violation(verdict.Guarantee, verdict.Story[0]);
        }

        return null;
    }

    /// <summary>
    /// What the checkers saw of all peers together in every state, and in which of them nothing was left to do: equal for two searches
    /// that found the same.
    /// </summary>
    public Fingerprint Outcomes()
    {
        var writer = new CanonicalWriter();
        var seen = new List<Fingerprint>();
        foreach (var combination in _good)
        {
            writer.Clear();
            combination.Write(writer, _bounds.Peers, _histories);
            seen.Add(writer.Fingerprint);
        }

        seen.Sort();
        writer.Clear();
        foreach (var one in seen) writer.Write(one);
        return writer.Fingerprint;
    }

    /// <summary>Whether the checkers cannot tell two nodes of a peer apart.</summary>
    public bool LooksAlike(int node, int other) =>
        node == other || (_histories[node].Observation == _histories[other].Observation && _histories[node].Fate == _histories[other].Fate);

    /// <summary>What is broken in a state that may go on, in words; null if nothing is.</summary>
    public Violation? JudgeAlways(ReadOnlySpan<int> row) => Judge(row, _always, isQuiet: false);

    /// <summary>What is broken in a state in which nothing is left to do; null if nothing is.</summary>
    public Violation? JudgeQuiet(ReadOnlySpan<int> row) => Judge(row, _whenQuiet, isQuiet: true);

    /// <summary>
    /// Where a live peer may be taken for dead, who belongs to C is known at the end only: the suspected peer relays on until it hears
    /// of its exclusion, and is none of C then.
    /// </summary>
    private static bool IsJudgedAlways(Guarantee guarantee, ExplorationBounds bounds) => guarantee
        is Guarantee.Integrity or Guarantee.Fifo or Guarantee.LogMatch or Guarantee.NoBroadcastDuringSynchronization
        || (guarantee == Guarantee.TotalOrder && bounds.Suspicions == 0);

    private Violation? Judge(ReadOnlySpan<int> row, IHistoryChecker[] checkers, bool isQuiet)
    {
        var key = Combination.Of(row[.._bounds.Peers], _histories, isQuiet);
        if (_good.Contains(key)) return null;
        if (FirstBroken(RunOf(row), checkers) is { } broken) return broken;
        _good.Add(key);
        return null;
    }

    private RunHistory RunOf(ReadOnlySpan<int> row)
    {
        var records = new PeerRecord[_bounds.Peers];
        HashSet<string> killed = [], left = [];
        for (var peer = 0; peer < records.Length; peer++)
        {
            var node = _histories[row[peer]];
            records[peer] = RecordOf(node);
            if (node.Fate == LocalFate.Crashed) killed.Add(records[peer].Name);
            if (node.Fate == LocalFate.Left) left.Add(records[peer].Name);
        }

        return new RunHistory(records, new RunFacts
        {
            Killed = killed,
            Left = left,
            Budget = _bounds.Costs,
            IsUniform = _bounds.Guarantees.Contains(Guarantee.UniformAgreement),
            LinksLeaveGaps = _bounds.Links == LinkKind.Bag || _bounds.Losses > 0,
        });
    }

    private PeerRecord RecordOf(LocalNode node)
    {
        if (!_records.TryGetValue(node.Observation, out var record))
        {
            record = new PeerRecord(LocalRunner.NameOf(node.Peer + 1).Value, _histories.EventsOf(node.Observation));
            _records.Add(node.Observation, record);
        }

        return record;
    }

    /// <summary>The observations and fates of all peers, and in the lowest bit whether nothing is left to do.</summary>
    private readonly record struct Combination(UInt128 Low, UInt128 High)
    {
        private const int PeersOfAHalf = 3;
        private const int BitsOfAPeer = 34;
        private const int BitsOfAFate = 2;

        public static Combination Of(ReadOnlySpan<int> nodes, LocalHistories histories, bool isQuiet)
        {
            UInt128 low = isQuiet ? 1u : 0u, high = 0;
            for (var peer = 0; peer < nodes.Length; peer++)
            {
                var node = histories[nodes[peer]];
                var told = ((UInt128)(uint)node.Observation << BitsOfAFate) | (uint)node.Fate;
                if (peer < PeersOfAHalf) low |= told << ((peer * BitsOfAPeer) + 1);
                else high |= told << ((peer - PeersOfAHalf) * BitsOfAPeer);
            }

            return new Combination(low, high);
        }

        public void Write(CanonicalWriter writer, int peers, LocalHistories histories)
        {
            writer.Write((byte)(Low & 1));
            for (var peer = 0; peer < peers; peer++)
            {
                var told = peer < PeersOfAHalf ? Low >> ((peer * BitsOfAPeer) + 1) : High >> ((peer - PeersOfAHalf) * BitsOfAPeer);
                writer.Write((byte)(told & ((1 << BitsOfAFate) - 1)));
                writer.Write(histories.SeenIn((int)((told >> BitsOfAFate) & int.MaxValue)));
            }
        }
    }
}
