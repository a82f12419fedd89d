namespace Course.Simulation.Checking;

/// <summary>
/// Total order: for all p, q of C, one of D(p), D(q) is a prefix of the other. Judged at every prefix.
/// Stories compare each peer that errs with the order that most of C agree on.
/// </summary>
public sealed class TotalOrderChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.TotalOrder;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        if (run.Reference is { } reference)
        {
            foreach (var p in run.Correct)
            {
                var at = Orders.FirstDifference(p, reference);
                if (at >= 0) story.Add(() => Orders.Parting(p, reference, at));
            }
        }

        return story.Judge();
    }
}
