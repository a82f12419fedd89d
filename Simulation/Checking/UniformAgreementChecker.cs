namespace Course.Simulation.Checking;

/// <summary>
/// Uniform agreement: for every p of P and q of C, the ids of D(p) are in D(q). Judged when quiet; required in uniform mode,
/// otherwise only reported.
/// </summary>
/// <remarks>
/// Where the ids are there and the order of a crashed peer is not the survivors' (schedule D7: its message is sent again and
/// numbered anew), that is reported here as well, and never more than reported: uniform total order judges it.
/// </remarks>
public sealed class UniformAgreementChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.UniformAgreement;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var p in run.Peers)
        {
            foreach (var delivery in p.Deliveries) JudgeId(run, p, delivery, story);
        }

        if (!story.IsEmpty) return story.Judge(run.Facts.IsUniform ? Outcome.Violated : Outcome.Reported);
        foreach (var p in run.Peers) JudgeOrder(run, p, story);
        return story.Judge(Outcome.Reported);
    }

    private static void JudgeId(RunHistory run, PeerHistory p, Delivery delivery, Story story)
    {
        if (run.Correct.All(q => q.PositionOf(delivery.Number) >= 0)) return;
        var lacking = run.Correct.Where(q => q.PositionOf(delivery.Number) < 0).Select(q => q.Name);
        story.Add(() => $"{p} delivered {delivery.Id} at position {p.PositionOf(delivery.Number) + 1}, "
            + $"which {string.Join(", ", lacking)} never delivered");
    }

    private static void JudgeOrder(RunHistory run, PeerHistory p, Story story)
    {
        if (p.IsCorrect || run.Reference is not { } reference) return;
        var at = Orders.FirstDifference(p, reference);
        if (at < 0) return;
        var id = p.Deliveries[at].Id;
        story.Add(() => $"{p} delivered {id} at position {at + 1} and {reference} at position "
            + $"{reference.PositionOf(p.Deliveries[at].Number) + 1}: the survivors agree with {p} on the message, "
            + "not on its place (see uniform total order)");
    }
}
