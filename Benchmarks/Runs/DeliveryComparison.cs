using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>Holds the deliveries of all receivers of a run against each other.</summary>
internal static class DeliveryComparison
{
    /// <summary>What is wrong, in words, by participant; the hub of the product delivers as well.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<ChildReply> ended)
    {
        var problems = new List<string>();
        for (var i = 0; i < ended.Count; i++)
        {
            var who = i == 0 ? "hub" : $"member {i}";
            problems.AddRange(ended[i].Problems.Select(problem => $"{who}: {problem}"));
        }

        var digests = ended.Where(reply => reply.LastDelivery != 0).Select(reply => reply.Digest).Distinct().Count();
        if (digests > 1) problems.Add($"the receivers have {digests} different orders");
        return problems;
    }
}
