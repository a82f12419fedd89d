namespace Course.Simulation.Checking;

/// <summary>
/// Integrity: for every peer p of P, no id is twice in D(p), and each is in B(host of the id) with an equal digest.
/// A killed host owes its line as well: the line reaches the kernel before the frame that it describes.
/// Judged at every prefix: at the host itself the broadcast's line comes before its delivery.
/// </summary>
public sealed class IntegrityChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.Integrity;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var p in run.Peers)
        {
            for (var i = 0; i < p.Deliveries.Count; i++) Judge(run, p, i, story);
        }

        return story.Judge();
    }

    private static void Judge(RunHistory run, PeerHistory p, int at, Story story)
    {
        var delivery = p.Deliveries[at];
        var first = p.PositionOf(delivery.Number);
        if (first != at)
        {
            story.Add(() => $"{p} delivered {delivery.Id} twice, at positions {first + 1} and {at + 1}");
            return;
        }

        var host = run.Find(delivery.Id.Host);
        if (host is null)
            story.Add(() => $"{p} delivered {delivery.Id} at position {at + 1}, and the session has no peer {delivery.Id.Host}");
        else if (host.BroadcastOf(delivery.Number) is { } broadcast)
            Compare(p, host, delivery, broadcast, at, story);
        else if (!host.IsIncomplete)
            story.Add(() => $"{p} delivered {delivery.Id} at position {at + 1}, which {host} never broadcast");
    }

    private static void Compare(PeerHistory p, PeerHistory host, Delivery delivery, OwnBroadcast broadcast, int at, Story story)
    {
        if (delivery.Digest is not null && broadcast.Digest is not null && delivery.Digest != broadcast.Digest)
        {
            story.Add(() => $"{p} delivered {delivery.Id} at position {at + 1} with digest {delivery.Digest}, "
                + $"and {host} broadcast it with digest {broadcast.Digest}");
        }
        else if (p == host && broadcast.DeliveredBefore > at)
        {
            story.Add(() => $"{p} delivered its own {delivery.Id} at position {at + 1} before it broadcast it");
        }
    }
}
