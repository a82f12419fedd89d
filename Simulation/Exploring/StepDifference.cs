using Course.Simulation.Determinism;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>The first difference between two runs of one step, in words: its events, what it sent, its faults.</summary>
internal static class StepDifference
{
    public static string? Between(string peer, StepOutput first, StepOutput second) =>
        first.Foreign ?? second.Foreign
        ?? RunDifference.Between(peer, first.Events, second.Events)
        ?? (AreSame(first.Sends, second.Sends) ? null : RunDifference.Between(peer, Sends(first), Sends(second)))
        ?? RunDifference.Between(peer, Faults(first), Faults(second));

    /// <summary>What is told in words of two sends is the same: they are put in words only if it is not.</summary>
    private static bool AreSame(IReadOnlyList<(int To, LinkItem Item)> first, IReadOnlyList<(int To, LinkItem Item)> second)
    {
        if (first.Count != second.Count) return false;
        for (var i = 0; i < first.Count; i++)
        {
            var ((to, item), (otherTo, other)) = (first[i], second[i]);
            if (to != otherTo || item.Sent != other.Sent || item.End != other.End || item.Detail != other.Detail
                || !item.Frame.Span.SequenceEqual(other.Frame.Span)) return false;
        }

        return true;
    }

    private static List<(string Label, string Value)> Sends(StepOutput output) =>
        [.. output.Sends.Select(send => (
            $"{send.Item.Name} to p{send.To + 1}",
            $"{send.Item.End} {send.Item.Detail} {Convert.ToHexStringLower(send.Item.Frame.Span)}"))];

    private static List<(string Label, string Value)> Faults(StepOutput output) => [.. output.Faults.Select(fault => ("fault", fault))];
}
