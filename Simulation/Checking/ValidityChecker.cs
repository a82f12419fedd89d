namespace Course.Simulation.Checking;

/// <summary>
/// Validity: for every p of C, all of B(p), held broadcasts included, is in D(p). Judged when quiet.
/// What a crashed peer broadcast may be lost (schedule D18).
/// </summary>
public sealed class ValidityChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.Validity;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var p in run.Correct)
        {
            foreach (var broadcast in p.Broadcasts)
            {
                if (p.PositionOf(broadcast.Number) < 0)
                    story.Add(() => $"{p} broadcast {broadcast.Id} and never delivered it{DeliveredBy(run, p, broadcast)}");
            }
        }

        return story.Judge();
    }

    private static string DeliveredBy(RunHistory run, PeerHistory p, OwnBroadcast broadcast)
    {
        var others = run.Peers.Where(q => q != p && q.PositionOf(broadcast.Number) >= 0).ToList();
        return others.Count == 0 ? "; nobody did" : $"; {string.Join(", ", others)} did";
    }
}
