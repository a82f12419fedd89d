using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Simulation.Stepping;

/// <summary>One thing on a directed link: a frame, or the link's end. Never changed once it is sent.</summary>
/// <param name="Frame">The bytes of the frame; empty for an end.</param>
/// <param name="End">Why the link ends; null for a frame.</param>
/// <param name="Detail">The text that the receiver hears with an end.</param>
public sealed record LinkItem(ReadOnlyMemory<byte> Frame, LeaveReason? End, string Detail)
{
    /// <summary>The send in the lecture's words, where the sender's trace has one: what stories and tokens call the item by.</summary>
    public TraceEvent? Sent { get; init; }

    /// <summary>
    /// A short stable name: <c>relay-1-2</c> (epoch 1, number 2), <c>broadcast-p2-1</c>, <c>left-p1</c>; <c>call</c> for a frame
    /// without an event.
    /// </summary>
    public string Name => End is { } end ? $"end-{end.ToString().ToLowerInvariant()}" : Sent is { } sent ? NameOf(sent) : "call";

    private static string NameOf(in TraceEvent sent)
    {
        var kind = TraceNames.Of(sent.Event);
        var word = kind[(kind.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return sent.Event switch
        {
            TraceEventKind.SentBroadcast => $"{word}-{sent.Id?.Host}-{sent.Id?.Local}",
            TraceEventKind.SentRelay => $"{word}-{sent.Epoch}-{sent.Sequence}",
            TraceEventKind.SentLeft => $"{word}-{sent.Detail?.Split(':')[0]}",
            _ => $"{word}-{sent.Epoch}-{sent.Sequence}",
        };
    }
}
