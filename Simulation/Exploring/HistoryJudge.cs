using Course.Simulation.Checking;

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
        [.. Checkers.All.Where(checker => bounds.Guarantees.Contains(checker.Guarantee)
            && checker.Guarantee != Guarantee.Quiet
            && IsJudgedAlways(checker.Guarantee, bounds) != isQuiet)];

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
            IsUniform = _bounds.Guarantees.Contains(Guarantee.UniformAgreement),
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

    /// <summary>The observations and fates of all peers.</summary>
    private readonly record struct Combination(UInt128 Low, UInt128 High)
    {
        public static Combination Of(ReadOnlySpan<int> nodes, LocalHistories histories, bool isQuiet)
        {
            // 34 bits for each peer: three in the low half with the flag, three in the high half.
            UInt128 low = isQuiet ? 1u : 0u, high = 0;
            for (var peer = 0; peer < nodes.Length; peer++)
            {
                var node = histories[nodes[peer]];
                var told = ((UInt128)(uint)node.Observation << 2) | (uint)node.Fate;
                if (peer < 3) low = (low << 34) | told;
                else high = (high << 34) | told;
            }

            return new Combination(low, high);
        }
    }
}
