using Course.Rpc.Tracing;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>The first difference between two runs of one step, in words.</summary>
internal static class StepDifference
{
    public static string? Between(string peer, StepOutput first, StepOutput second)
    {
        if (first.Foreign is { } foreign) return foreign;
        if (second.Foreign is { } later) return later;
        for (var i = 0; i < Math.Max(first.Events.Count, second.Events.Count); i++)
        {
            var (one, other) = (At(first.Events, i), At(second.Events, i));
            if (one != other) return $"event {i + 1} of one step of {peer} differs between two runs: {Tell(one, other)}";
        }

        for (var i = 0; i < Math.Max(first.Sends.Count, second.Sends.Count); i++)
        {
            if (i >= first.Sends.Count || i >= second.Sends.Count)
                return $"{peer} sent {first.Sends.Count} items in one run of a step and {second.Sends.Count} in the other";
            var (one, other) = (first.Sends[i], second.Sends[i]);
            if (one.To != other.To || !IsSame(one.Item, other.Item))
                return $"what {peer} sent as number {i + 1} of one step ({one.Item.Name}) differs between two runs";
        }

        return first.Faults.SequenceEqual(second.Faults)
            ? null
            : $"the faults of one step of {peer} differ between two runs: {string.Join("; ", first.Faults)} / "
                + string.Join("; ", second.Faults);
    }

    private static TraceEvent? At(IReadOnlyList<TraceEvent> events, int index) => index < events.Count ? events[index] : null;

    private static bool IsSame(LinkItem one, LinkItem other) =>
        one.End == other.End && one.Detail == other.Detail && one.Frame.Span.SequenceEqual(other.Frame.Span);

    private static string Tell(in TraceEvent? one, in TraceEvent? other)
    {
        if (one is not { } first) return $"only the second run has {TraceNames.Of(other!.Value.Event)}";
        if (other is not { } second) return $"only the first run has {TraceNames.Of(first.Event)}";
        if (first.Event != second.Event) return $"{TraceNames.Of(first.Event)} and {TraceNames.Of(second.Event)}";
        var field = first.Digest != second.Digest ? ("digest", first.Digest, second.Digest)
            : first.Id != second.Id ? ("id", first.Id?.ToString(), second.Id?.ToString())
            : first.To != second.To ? ("to", first.To, second.To)
            : first.Detail != second.Detail ? ("detail", first.Detail, second.Detail)
            : first.Time != second.Time ? ("time", $"{first.Time}", $"{second.Time}")
            : ("sequence or epoch", $"{first.Epoch}:{first.Sequence}", $"{second.Epoch}:{second.Sequence}");
        return $"{TraceNames.Of(first.Event)}, field {field.Item1}: {field.Item2} and {field.Item3}";
    }
}
