namespace Course.Benchmarks.Runs;

/// <summary>What one run of one system gave.</summary>
internal sealed record RunFigures
{
    public required int Messages { get; init; }

    /// <summary>From the first send to the last delivery at the last receiver.</summary>
    public required double Seconds { get; init; }

    /// <summary>User and system time of the hub's process, µs for each message.</summary>
    public required double HubCpu { get; init; }

    /// <summary>As <see cref="HubCpu"/>, of the sender's process, which receives as well.</summary>
    public required double SenderCpu { get; init; }

    /// <summary>As <see cref="HubCpu"/>, the mean of the other receivers.</summary>
    public required double ReceiverCpu { get; init; }

    /// <summary>Bytes of managed memory for each message at the hub.</summary>
    public required double HubAllocation { get; init; }

    /// <summary>The sender's process less what a receiver allocates.</summary>
    public required double SenderAllocation { get; init; }

    /// <summary>The mean of the receivers that do not send.</summary>
    public required double ReceiverAllocation { get; init; }

    /// <summary>Each round trip, µs, sorted; empty where none was measured.</summary>
    public IReadOnlyList<double> RoundTrips { get; init; } = [];

    /// <summary>What was lost, doubled, swapped, or differs between receivers, in words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>0 for a run that lost messages and so never ended.</summary>
    public double PerSecond => Seconds > 0 ? Messages / Seconds : 0;
}
