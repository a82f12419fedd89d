namespace Course.Simulation.Viewing;

/// <summary>Vector clocks of a run: of each event, how many events of each peer happen before it, itself included.</summary>
internal static class VectorClocks
{
    /// <summary>The events in the order of a linearization, each with its clock: one number for each peer, in the peers' order.</summary>
    public static IEnumerable<(EventPlace Place, int[] Clock)> Of(HappensBefore run, Linearization linearization)
    {
        var clocks = run.Peers.Select(_ => new int[run.Peers.Count]).ToArray();
        var inFlight = new Dictionary<EventPlace, int[]>();
        var sends = linearization.Order.Select(run.SendOf).OfType<EventPlace>().ToHashSet();
        foreach (var place in linearization.Order)
        {
            var clock = (int[])clocks[place.Peer].Clone();
            clock[place.Peer]++;
            // A send that stands after its receive contradicts the traces' order; it adds nothing.
            if (run.SendOf(place) is { } send && inFlight.TryGetValue(send, out var sent)) Merge(clock, sent);
            if (sends.Contains(place)) inFlight.Add(place, clock);
            clocks[place.Peer] = clock;
            yield return (place, clock);
        }
    }

    private static void Merge(int[] clock, int[] other)
    {
        for (var peer = 0; peer < clock.Length; peer++) clock[peer] = Math.Max(clock[peer], other[peer]);
    }
}
