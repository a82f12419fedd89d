namespace Course.Simulation.Checking;

/// <summary>
/// Agreement: for all p, q of C, D(p) = D(q). Judged when quiet.
/// Stories compare each peer that differs with the order that most of C agree on.
/// </summary>
public sealed class AgreementChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.Agreement;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        if (run.Reference is { } reference)
        {
            foreach (var p in run.Correct)
            {
                if (!Orders.AreEqual(p, reference)) Judge(p, reference, story);
            }
        }

        return story.Judge();
    }

    private static void Judge(PeerHistory p, PeerHistory reference, Story story)
    {
        var before = story.Count;
        AddMissing(p, reference, story);
        AddMissing(reference, p, story);
        if (story.Count > before) return;
        var at = Orders.FirstDifference(p, reference);
        if (at >= 0)
        {
            story.Add(() => $"{p} and {reference} delivered the same messages in different orders: "
                + Orders.Parting(p, reference, at));
        }
        else
        {
            story.Add(() => $"{p} has {p.Deliveries.Count} deliveries and {reference} has {reference.Deliveries.Count}, "
                + $"with the same messages: {Longer(p, reference).Deliveries[^1].Id} was delivered more than once (see integrity)");
        }
    }

    private static void AddMissing(PeerHistory p, PeerHistory q, Story story)
    {
        foreach (var delivery in q.Deliveries)
        {
            if (p.PositionOf(delivery.Number) < 0)
            {
                story.Add(() => $"{p} never delivered {delivery.Id}, which {q} delivered at position "
                    + $"{q.PositionOf(delivery.Number) + 1}{Numbered(delivery)}");
            }
        }
    }

    private static string Numbered(in Delivery delivery) =>
        delivery is { Epoch: { } epoch, Sequence: { } sequence } ? $" as ({epoch}, {sequence})" : "";

    private static PeerHistory Longer(PeerHistory p, PeerHistory q) => p.Deliveries.Count > q.Deliveries.Count ? p : q;
}
