using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Rpc.Tracing;

namespace Course.Simulation.Viewing;

/// <summary>
/// Writes runs as a log that ShiViz draws. Line 1 is the regular expression of an event, line 2 that of the line between two runs, and
/// an event takes two lines: its text, then its peer and its vector clock. Two runs in one file give ShiViz's view of differences.
/// </summary>
public static class ShiVizLog
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one run, or two. A peer without any event does not appear, since a host of ShiViz has at least one.</summary>
    /// <param name="output">Where the lines go, each ended by a line feed.</param>
    /// <param name="run">The first run.</param>
    /// <param name="beside">The second run, such as the nearest one that passes.</param>
    /// <exception cref="ArgumentException">
    /// A run breaks a rule of ShiViz, which would ignore lines in silence: there is no event at all, or a peer's name holds a blank.
    /// </exception>
    public static void Write(TextWriter output, PagedRun run, PagedRun? beside = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(run);
        output.Write($"{ShiVizRules.EventPattern}\n{(beside is null ? string.Empty : ShiVizRules.DelimiterPattern)}\n");
        if (beside is null)
        {
            WriteRun(output, run, label: null);
            return;
        }

        var (first, second) = (LabelOf(run), LabelOf(beside));
        WriteRun(output, run, first);
        WriteRun(output, beside, second == first ? second + " (2)" : second);
    }

    private static void WriteRun(TextWriter output, PagedRun run, string? label)
    {
        var order = new HappensBefore(run.Peers);
        var rules = new ShiVizRules(run.Title);
        if (label is not null) output.Write(ShiVizRules.Delimiter(label) + "\n");
        foreach (var (place, clock) in VectorClocks.Of(order, Linearization.Of(order)))
        {
            var text = $"{TextOf(order[place])}\n{run.Peers[place.Peer].Name} {ClockOf(run, clock)}\n";
            rules.Accept(text);
            output.Write(text);
        }

        rules.End();
    }

    /// <summary>A label is never empty: ShiViz takes the empty one for a run without delimiter.</summary>
    private static string LabelOf(PagedRun run) => Line(run.Title) is { Length: > 0 } title ? title : "run";

    private static string ClockOf(PagedRun run, int[] clock)
    {
        var entries = run.Peers.Zip(clock).Where(entry => entry.Second > 0);
        return JsonSerializer.Serialize(entries.ToDictionary(entry => entry.First.Name, entry => entry.Second), Relaxed);
    }

    /// <summary>The event in words, in the order of a trace line's fields.</summary>
    private static string TextOf(in TraceEvent e)
    {
        var text = new StringBuilder(TraceNames.Of(e.Event));
        if (e.Id is { } id) text.Append(CultureInfo.InvariantCulture, $" {id}");
        if (e.Sequence is { } sequence) text.Append(CultureInfo.InvariantCulture, $" number {sequence}");
        if (e.Epoch is { } epoch) text.Append(CultureInfo.InvariantCulture, $" epoch {epoch}");
        if (e.From is { } from) text.Append(CultureInfo.InvariantCulture, $" from {from}");
        if (e.To is { } to) text.Append(CultureInfo.InvariantCulture, $" to {to}");
        if (e.Header is { } header) text.Append(CultureInfo.InvariantCulture, $" {header}");
        if (e.Detail is { } detail) text.Append(CultureInfo.InvariantCulture, $" ({detail})");
        return Line(text.ToString());
    }

    /// <summary>One line for JavaScript's regular expressions, whose dot stops at any of these.</summary>
    private static string Line(string text) => text.ReplaceLineEndings(" ").Replace('\n', ' ').Trim();
}
