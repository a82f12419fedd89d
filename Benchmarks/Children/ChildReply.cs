using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Children;

/// <summary>A child's answer, one line.</summary>
internal sealed record ChildReply
{
    /// <summary>Why the request failed, in words; null if it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Where the hub listens.</summary>
    public string? Address { get; init; }

    /// <summary>When the first message was about to be sent, in ticks of the one clock.</summary>
    public long FirstSend { get; init; }

    /// <summary>When the last message, or the last result, had come; 0 where nothing is delivered.</summary>
    public long LastDelivery { get; init; }

    public ulong Digest { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    public Usage Usage { get; init; }

    /// <summary>Each round trip of an echo, µs.</summary>
    public double[] RoundTrips { get; init; } = [];

    /// <summary>Bytes sent and received.</summary>
    public double WireBytes { get; init; }

    /// <summary>Messages that a load had.</summary>
    public int Count { get; init; }

    /// <summary>When the first delivery came after the hub had left.</summary>
    public long FirstNew { get; init; }

    /// <summary>The recorded sequence, little-endian 16-bit numbers.</summary>
    public byte[] Recorded { get; init; } = [];
}
