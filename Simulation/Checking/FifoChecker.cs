namespace Course.Simulation.Checking;

/// <summary>
/// FIFO: for every peer p of P and every sender s, the local numbers of s in D(p) are 1, 2, 3, … without gap. Judged at every prefix.
/// </summary>
public sealed class FifoChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.Fifo;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var p in run.Peers) Judge(p, story);
        return story.Judge();
    }

    private static void Judge(PeerHistory p, Story story)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        var numbersOf = p.Deliveries.ToLookup(delivery => delivery.Id.Host, delivery => delivery.Id.Local);
        for (var i = 0; i < p.Deliveries.Count; i++)
        {
            var id = p.Deliveries[i].Id;
            var before = last.GetValueOrDefault(id.Host);
            if (id.Local != before + 1)
            {
                var position = i + 1;
                story.Add(() => Told(p, id.Host, id.Local, before, position, numbersOf));
            }

            last[id.Host] = Math.Max(before, id.Local);
        }
    }

    private static string Told(PeerHistory p, string host, long local, long before, int position, ILookup<string, long> numbersOf)
    {
        var order = $"{p} delivered {host}:{local} at position {position} "
            + (before == 0 ? $"as the first of {host}" : $"after {host}:{before}");
        var expected = before + 1;
        if (local <= before) return $"{order}: local numbers must rise by one";
        return numbersOf[host].Contains(expected)
            ? $"{order}, before {host}:{expected}"
            : $"{order}, and {host}:{expected} is missing";
    }
}
