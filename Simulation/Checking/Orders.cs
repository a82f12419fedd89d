namespace Course.Simulation.Checking;

/// <summary>Comparing the delivery orders of two peers.</summary>
internal static class Orders
{
    /// <summary>The first index at which both have a delivery and they differ; -1 if one order is a prefix of the other.</summary>
    public static int FirstDifference(PeerHistory p, PeerHistory q)
    {
        var (a, b) = (p.Deliveries, q.Deliveries);
        var length = Math.Min(a.Count, b.Count);
        for (var i = 0; i < length; i++)
        {
            if (a[i].Number != b[i].Number) return i;
        }

        return -1;
    }

    public static bool AreEqual(PeerHistory p, PeerHistory q) =>
        p.Deliveries.Count == q.Deliveries.Count && FirstDifference(p, q) < 0;

    public static PeerHistory? ChooseReference(IReadOnlyList<PeerHistory> peers) => peers
        .OrderByDescending(p => peers.Count(q => FirstDifference(p, q) < 0))
        .ThenByDescending(p => peers.Count(q => AreEqual(p, q)))
        .ThenByDescending(p => p.Deliveries.Count)
        .FirstOrDefault();

    /// <summary>Where the orders of p and q part, and what became of the two messages: swapped, dropped or doubled.</summary>
    public static string Parting(PeerHistory p, PeerHistory q, int at)
    {
        var (mine, other) = (p.Deliveries[at], q.Deliveries[at]);
        return $"at position {at + 1} {p} delivered {mine.Id} and {q} delivered {other.Id}; "
            + $"{Whereabouts(p, other, at)}, {Whereabouts(q, mine, at)}";
    }

    private static string Whereabouts(PeerHistory p, in Delivery message, int at)
    {
        var position = p.PositionOf(message.Number);
        return position < 0
            ? $"{p.Name} never delivered {message.Id}"
            : $"{p.Name} delivered {message.Id} {(position < at ? "before, " : "")}at position {position + 1}";
    }
}
