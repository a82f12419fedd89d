namespace Course.Simulation.Checking;

/// <summary>
/// Tail of a crashed peer: for every p that is not of C, D(p) is a prefix of the survivors' order followed by a tail, and no
/// survivor received a relay of the tail's (epoch, sequence). Judged when quiet.
/// </summary>
/// <remarks>
/// Peers A, B, C, D (schedule D7): A relays D's message b to B only, B delivers it, A and B die together. D sends b again, and a
/// rival message of C is numbered first. D(B) = [b] and D(C) = D(D) = [c, b] differ in their first element, and the protocol is
/// right: nobody who lived knew of the number (1, 1). Comparing B's deliveries with the survivors' would call it wrong.
/// </remarks>
public sealed class TailChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.TailOfCrashedPeer;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (story, unknown) = (new Story(Guarantee), new Story(Guarantee));
        foreach (var p in run.Peers)
        {
            if (!p.IsCorrect && run.Reference is { } reference) Judge(run, p, reference, story, unknown);
        }

        return story.IsEmpty ? unknown.Judge(Outcome.Inconclusive) : story.Judge();
    }

    private static void Judge(RunHistory run, PeerHistory p, PeerHistory reference, Story story, Story unknown)
    {
        var tail = TailOf(p, reference);
        if (tail.Count == 0) return;
        var numbers = tail.Where(d => d is { Epoch: not null, Sequence: not null }).Select(d => (d.Epoch!.Value, d.Sequence!.Value));
        var asked = numbers.ToHashSet();
        var receipts = run.Correct
            .Select(q => (Survivor: q, Receipts: new RelayReceipts(q, asked.Contains, run.Facts.LinksLeaveGaps)))
            .ToList();
        foreach (var delivery in tail)
        {
            if (delivery is not { Epoch: { } epoch, Sequence: { } sequence })
            {
                unknown.Add(() => $"{p} delivered {delivery.Id} without epoch and sequence, so nobody can say who received that relay");
                continue;
            }

            var knowing = receipts.Where(r => r.Receipts.HasTaken(epoch, sequence)).Select(r => r.Survivor.Name).ToList();
            if (knowing.Count == 0) continue;
            story.Add(() => $"{p} delivered {delivery.Id} as ({epoch}, {sequence}) at position {p.PositionOf(delivery.Number) + 1}, "
                + $"where the survivors' order ({reference}) has {At(reference, p.PositionOf(delivery.Number))}, "
                + $"although {string.Join(", ", knowing)} received that relay");
        }
    }

    private static List<Delivery> TailOf(PeerHistory p, PeerHistory reference)
    {
        var at = Orders.FirstDifference(p, reference);
        var from = at >= 0 ? at : Math.Min(p.Deliveries.Count, reference.Deliveries.Count);
        return [.. p.Deliveries.Skip(from)];
    }

    private static string At(PeerHistory reference, int position) =>
        position < reference.Deliveries.Count ? reference.Deliveries[position].Id.ToString() : "nothing";
}
