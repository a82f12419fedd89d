using Course.Rpc.Tracing;

namespace Course.Simulation.Rebuilding;

/// <summary>What the events of a trace say about who left, and how.</summary>
internal static class TraceWords
{
    /// <summary>A peer is taken for dead because it was silent.</summary>
    public static bool IsSilence(TraceEvent e) =>
        e.Event == TraceEventKind.ProcessLeft && e.Detail?.StartsWith("Silent", StringComparison.Ordinal) == true;

    /// <summary>The session of a peer ends by its own will.</summary>
    public static bool IsGoodbye(in TraceEvent e) =>
        e.Event == TraceEventKind.SessionEnded && e.Detail is { } detail
        && (detail.StartsWith("goodbye", StringComparison.Ordinal) || detail.StartsWith("run over", StringComparison.Ordinal));

    /// <summary>Whom a gossiped leave is about.</summary>
    public static string? AboutWhom(in TraceEvent e) => e.Detail?.Split(':')[0];

    /// <summary>The short name that the simulator gives to the item which a peer receives with this event.</summary>
    public static string ItemOf(in TraceEvent received, Func<string, string> nameOf)
    {
        var kind = TraceNames.Of(received.Event);
        var word = kind[(kind.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return received.Event switch
        {
            TraceEventKind.ReceivedBroadcast => $"{word}-{nameOf(received.Id?.Host ?? "")}-{received.Id?.Local}",
            TraceEventKind.ReceivedLeft => $"{word}-{nameOf(AboutWhom(received) ?? "")}",
            _ => $"{word}-{received.Epoch}-{received.Sequence}",
        };
    }

    /// <summary>An item that managers repeat or that another one makes up for: it may come earlier, later or not at all.</summary>
    public static bool IsOptional(string item) =>
        item.StartsWith("acknowledgement-", StringComparison.Ordinal) || item.StartsWith("left-", StringComparison.Ordinal);
}
