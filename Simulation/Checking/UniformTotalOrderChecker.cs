namespace Course.Simulation.Checking;

/// <summary>
/// Uniform total order: for all p, q of P, one of D(p), D(q) is a prefix of the other. Judged when quiet; required in uniform mode,
/// otherwise only reported.
/// </summary>
public sealed class UniformTotalOrderChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.UniformTotalOrder;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        if ((run.Reference ?? Orders.ChooseReference(run.Peers)) is { } reference)
        {
            foreach (var p in run.Peers)
            {
                var at = Orders.FirstDifference(p, reference);
                if (at >= 0) story.Add(() => Orders.Parting(p, reference, at));
            }
        }

        JudgeCrashedPairs(run, story);
        return story.Judge(run.Facts.IsUniform ? Outcome.Violated : Outcome.Reported);
    }

    /// <summary>Two dead peers may each continue the survivors' order, and differ from one another.</summary>
    private static void JudgeCrashedPairs(RunHistory run, Story story)
    {
        if (!story.IsEmpty) return;
        for (var i = 0; i < run.Peers.Count; i++)
        {
            for (var j = i + 1; j < run.Peers.Count; j++)
            {
                var (p, q) = (run.Peers[i], run.Peers[j]);
                var at = Orders.FirstDifference(p, q);
                if (at >= 0) story.Add(() => Orders.Parting(p, q, at));
            }
        }
    }
}
