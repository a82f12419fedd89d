using Course.FaultTolerance;

namespace Course.Peers;

/// <summary>How a peer orders and protects the calls of its session; equal at all members.</summary>
public sealed record Ordering
{
    /// <summary>Relayed in one order, without fault tolerance: when the relayer leaves, calls are lost. For comparison.</summary>
    public static Ordering RelayOnly { get; } = new() { FaultTolerance = null };

    /// <summary>Distributed buffering: relay n + 1 starts when every client has acknowledged relay n.</summary>
    public static Ordering Distributed { get; } =
        new() { FaultTolerance = new FaultToleranceOptions { Buffering = Buffering.Distributed } };

    /// <summary>Replicated buffering: relays are pipelined, and kept until they are stable. The default.</summary>
    public static Ordering Replicated { get; } = new() { FaultTolerance = new FaultToleranceOptions { Buffering = Buffering.Replicated } };

    /// <summary>The options of the managers; <see langword="null"/> leaves the managers and their filters out.</summary>
    public FaultToleranceOptions? FaultTolerance { get; init; }
}
