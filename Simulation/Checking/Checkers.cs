using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>All checkers, and the verdict on a run as a whole.</summary>
public static class Checkers
{
    /// <summary>One checker for each guarantee, in the order of <see cref="Guarantee"/>.</summary>
    public static IReadOnlyList<IHistoryChecker> All { get; } =
    [
        new IntegrityChecker(),
        new FifoChecker(),
        new LogMatchChecker(),
        new TotalOrderChecker(),
        new ValidityChecker(),
        new AgreementChecker(),
        new TailChecker(),
        new CausalChecker(),
        new NoBroadcastDuringSynchronizationChecker(),
        new SynchronizationEndsChecker(),
        new QuietChecker(),
        new UniformAgreementChecker(),
        new UniformTotalOrderChecker(),
        new BufferBoundsChecker(),
        new CostBudgetChecker(),
    ];

    /// <summary>Judges a run by every guarantee; by bounds and budgets only where whoever ran it gave them.</summary>
    public static CheckReport Run(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var found = All.Where(checker => IsJudged(checker.Guarantee, run.Facts)).Select(checker => checker.Check(run)).ToList();
        var isQuiet = found.Single(verdict => verdict.Guarantee == Guarantee.Quiet).Outcome == Outcome.Holds;
        List<Verdict> verdicts = [.. found.Select(verdict => Weaken(run, verdict, isQuiet))];
        var (outcome, reason) = Overall(run, verdicts);
        return new CheckReport(
            outcome, reason, verdicts, [.. run.Peers.Select(PeerCounts.Of)], Witness.Of(run), [.. run.Facts.Notes, .. Oddities(run)])
        {
            Costs = RunCosts.Of(run),
        };
    }

    private static bool IsJudged(Guarantee guarantee, RunFacts facts) => guarantee switch
    {
        Guarantee.BufferBounds => facts.BrokenBounds is not null,
        Guarantee.CostBudget => facts.Budget is not null,
        _ => true,
    };

    /// <summary>What a cut trace or a hang leaves of a verdict: a prefix can break some properties and can prove none.</summary>
    private static Verdict Weaken(RunHistory run, Verdict verdict, bool isQuiet)
    {
        var isJudgedAtEnd = GuaranteeNames.IsJudgedWhenQuiet(verdict.Guarantee)
            || verdict.Guarantee is Guarantee.SynchronizationEnds or Guarantee.Quiet;
        if (run.IsIncomplete && (isJudgedAtEnd || verdict.Outcome == Outcome.Holds))
            return Inconclusive(verdict, CutTraces(run));
        if (!isQuiet && GuaranteeNames.IsJudgedWhenQuiet(verdict.Guarantee))
            return Inconclusive(verdict, "not judged, because the run did not become quiet");
        return verdict;
    }

    private static Verdict Inconclusive(Verdict verdict, string why) =>
        verdict with { Outcome = Outcome.Inconclusive, Story = [$"{verdict.Name}: {why}", .. verdict.Story] };

    private static string CutTraces(RunHistory run) =>
        $"the trace of {string.Join(", ", run.Peers.Where(p => p.IsIncomplete))} stops without trace-ended, and nobody killed that peer";

    private static (RunOutcome Outcome, string Reason) Overall(RunHistory run, List<Verdict> verdicts)
    {
        var broken = verdicts.Where(verdict => verdict.Outcome == Outcome.Violated).ToList();
        var worst = broken.Find(verdict => verdict.Guarantee is not (Guarantee.SynchronizationEnds or Guarantee.Quiet));
        if (worst is not null) return (RunOutcome.Violated, worst.Story[0]);
        if (broken.Count > 0) return (RunOutcome.Hang, broken[^1].Story[0]);
        var open = verdicts.Find(verdict => verdict.Outcome == Outcome.Inconclusive);
        if (open is not null) return (RunOutcome.Inconclusive, open.Story[0]);
        if (run.Facts.Vacuous is { } vacuous) return (RunOutcome.Vacuous, vacuous);
        return run.Correct.Count == 0
            ? (RunOutcome.Vacuous, "no peer stayed to the end, so nothing had to be delivered")
            : (RunOutcome.Holds, "every required guarantee holds");
    }

    private static IEnumerable<string> Oddities(RunHistory run)
    {
        foreach (var p in run.Peers)
        {
            if (p.DeliveredAfterEnd > 0)
                yield return $"{p} delivered {p.DeliveredAfterEnd} messages after its session had ended ({p.EndReason})";
            if (!p.IsCorrect || p.EndReason is not null) continue;
            var sawItLeave = run.Correct
                .Where(q => q.Events.Any(e => e.Event == TraceEventKind.ProcessLeft && e.From == p.Name))
                .Select(q => q.Name)
                .ToList();
            if (sawItLeave.Count > 0)
                yield return $"{string.Join(", ", sawItLeave)} saw {p} leave, and neither its trace nor the summary says why";
        }
    }
}
