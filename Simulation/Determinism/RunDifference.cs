using System.Globalization;
using Course.Rpc.Tracing;

namespace Course.Simulation.Determinism;

/// <summary>
/// Compares two recordings of what ought to be the same: a step that was made twice from equal inputs, or a run that was made twice from
/// one seed. The answer says where they first differ, and so where to look for what is not deterministic.
/// </summary>
public static class RunDifference
{
    private const string Unequal = "Equal inputs gave unequal outputs: look for a clock, a random number, a static field or a hash order.";

    /// <summary>The first difference between two recordings of the events at one peer, time stamps included.</summary>
    /// <returns>One line that names the peer, the event (counted from 1), the field and both values; null if they are equal.</returns>
    public static string? Between(string peer, IReadOnlyList<TraceEvent> first, IReadOnlyList<TraceEvent> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        for (var i = 0; i < Math.Min(first.Count, second.Count); i++)
        {
            if (first[i] == second[i]) continue;
            var (field, here, there) = Fields(first[i]).Zip(Fields(second[i]))
                .Select(pair => (pair.First.Name, Here: pair.First.Value, There: pair.Second.Value))
                .First(pair => pair.Here != pair.There);
            var name = first[i].Event == second[i].Event ? $" ({TraceNames.Of(first[i].Event)})" : string.Empty;
            return $"{peer}: event {i + 1}{name} differs in '{field}': {TwoTimes(Shown(here), Shown(there))}";
        }

        return OfLength(peer, "event", first.Count, second.Count, i =>
            TraceNames.Of((first.Count > second.Count ? first : second)[i].Event));
    }

    /// <summary>The first difference between two lists of labelled values, such as the fields of a state.</summary>
    /// <returns>One line that names the peer, the place (counted from 1), the label and both values; null if they are equal.</returns>
    public static string? Between(
        string peer, IReadOnlyList<(string Label, string Value)> first, IReadOnlyList<(string Label, string Value)> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        for (var i = 0; i < Math.Min(first.Count, second.Count); i++)
        {
            var (here, there) = (first[i], second[i]);
            if (here == there) continue;
            return here.Label == there.Label
                ? $"{peer}: value {i + 1} '{here.Label}' is {TwoTimes(Shown(here.Value), Shown(there.Value))}"
                : $"{peer}: value {i + 1} is {TwoTimes(Shown(here.Label), Shown(there.Label))}";
        }

        return OfLength(peer, "value", first.Count, second.Count, i => (first.Count > second.Count ? first : second)[i].Label);
    }

    private static string? OfLength(string peer, string kind, int first, int second, Func<int, string> nameAt)
    {
        if (first == second) return null;
        var (longer, shorter) = first > second ? ("first", "second") : ("second", "first");
        var place = Math.Min(first, second);
        return $"{peer}: the {shorter} time ends after {place} {kind}{(place == 1 ? string.Empty : "s")}, "
            + $"and the {longer} time goes on with {kind} {place + 1}, '{nameAt(place)}'. {Unequal}";
    }

    private static string TwoTimes(string first, string second) => $"{first} the first time, {second} the second time. {Unequal}";

    private static string Shown(string? value) => value is null ? "nothing" : $"'{value}'";

    /// <summary>The fields under their names in a trace; what an event is comes first, since all else follows from it.</summary>
    private static IEnumerable<(string Name, string? Value)> Fields(TraceEvent e)
    {
        yield return ("event", TraceNames.Of(e.Event));
        yield return ("time", Text(e.Time));
        yield return ("peer", e.Peer);
        yield return ("thread", TraceNames.Of(e.Thread));
        yield return ("epoch", Text(e.Epoch));
        yield return ("sequence", Text(e.Sequence));
        yield return ("id", e.Id?.ToString());
        yield return ("from", e.From);
        yield return ("to", e.To);
        yield return ("link", Text(e.Link));
        yield return ("header", e.Header);
        yield return ("digest", e.Digest);
        yield return ("detail", e.Detail);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
