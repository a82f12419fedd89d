using Course.Simulation.Determinism;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>The first difference between two runs of one step, in words: its events, what it sent, its faults.</summary>
internal static class StepDifference
{
    public static string? Between(string peer, StepOutput first, StepOutput second) =>
        first.Foreign ?? second.Foreign
        ?? RunDifference.Between(peer, first.Events, second.Events)
        ?? RunDifference.Between(peer, Sends(first), Sends(second))
        ?? RunDifference.Between(peer, Faults(first), Faults(second));

    private static List<(string Label, string Value)> Sends(StepOutput output) =>
        [.. output.Sends.Select(send => (
            $"{send.Item.Name} to p{send.To + 1}",
            $"{send.Item.End} {send.Item.Detail} {Convert.ToHexStringLower(send.Item.Frame.Span)}"))];

    private static List<(string Label, string Value)> Faults(StepOutput output) => [.. output.Faults.Select(fault => ("fault", fault))];
}
