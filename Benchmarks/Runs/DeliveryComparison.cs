using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>Holds the deliveries of all receivers of a run against each other.</summary>
internal static class DeliveryComparison
{
    /// <summary>How many positions are not the same at all receivers.</summary>
    public static int DifferentPositions(IReadOnlyList<ushort[]> sequences)
    {
        var longest = sequences.Max(sequence => sequence.Length);
        return Enumerable.Range(0, longest).Count(at =>
            sequences.Any(sequence => sequence.Length <= at || sequences[0].Length <= at || sequence[at] != sequences[0][at]));
    }

    /// <summary>
    /// What is wrong, in words, by the place in the list: with the hub, which of the product delivers as well, 0 is the hub.
    /// </summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<ChildReply> ended, bool compareOrders = true)
    {
        var problems = new List<string>();
        for (var i = 0; i < ended.Count; i++)
        {
            var who = $"receiver {i}";
            problems.AddRange(ended[i].Problems.Select(problem => $"{who}: {problem}"));
        }

        if (!compareOrders) return problems;
        var digests = ended.Where(reply => reply.LastDelivery != 0).Select(reply => reply.Digest).Distinct().Count();
        if (digests > 1) problems.Add($"the receivers have {digests} different orders");
        return problems;
    }
}
