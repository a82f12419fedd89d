namespace Course.Simulation.Checking;

/// <summary>
/// Causal order: m' broadcast after its sender delivered m implies that nobody in C delivers m' before m. Judged when quiet.
/// </summary>
/// <remarks>
/// Who delivers m' and never m breaks it as well, if no peer of C delivered m. If another peer of C did, agreement says so, and
/// telling it here again would hide the one missing message behind all that came after it.
/// </remarks>
public sealed class CausalChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.Causal;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        var isInC = new bool[run.IdCount];
        foreach (var q in run.Correct)
        {
            foreach (var delivery in q.Deliveries) isInC[delivery.Number] = true;
        }

        foreach (var q in run.Correct)
        {
            foreach (var sender in run.Peers) Judge(q, sender, isInC, story);
        }

        return story.Judge();
    }

    /// <summary>Walks D(sender) and B(sender) together, with the latest place at q of all that the sender had delivered so far.</summary>
    private static void Judge(PeerHistory q, PeerHistory sender, bool[] isInC, Story story)
    {
        var (seen, latest, cause) = (0, -1, default(Delivery));
        foreach (var broadcast in sender.Broadcasts)
        {
            for (; seen < broadcast.DeliveredBefore; seen++)
            {
                var delivery = sender.Deliveries[seen];
                var place = q.PositionOf(delivery.Number);
                if (place < 0 && !isInC[delivery.Number]) place = int.MaxValue;
                if (place > latest) (latest, cause) = (place, delivery);
            }

            var position = q.PositionOf(broadcast.Number);
            if (position < 0 || position >= latest) continue;
            var (m, late) = (cause, latest);
            story.Add(() => $"{sender} broadcast {broadcast.Id} after it had delivered {m.Id}, and {q} delivered {broadcast.Id} "
                + $"at position {position + 1} {(late == int.MaxValue ? $"and {m.Id} never" : $"before {m.Id} at position {late + 1}")}");
        }
    }
}
