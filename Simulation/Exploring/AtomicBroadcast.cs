using Course.Simulation.Checking;

namespace Course.Simulation.Exploring;

/// <summary>The guarantees of atomic broadcast, as lists to choose from.</summary>
public static class AtomicBroadcast
{
    /// <summary>What the lecture's algorithm promises: the agreed level. Uniform guarantees are not part of it.</summary>
    public static IReadOnlyList<Guarantee> All { get; } =
    [
        Guarantee.Integrity, Guarantee.Fifo, Guarantee.LogMatch, Guarantee.TotalOrder, Guarantee.Validity, Guarantee.Agreement,
        Guarantee.TailOfCrashedPeer, Guarantee.Causal, Guarantee.NoBroadcastDuringSynchronization, Guarantee.SynchronizationEnds,
        Guarantee.Quiet, Guarantee.BufferBounds,
    ];

    /// <summary>The agreed level and the uniform guarantees.</summary>
    public static IReadOnlyList<Guarantee> Uniform { get; } = [.. All, Guarantee.UniformAgreement, Guarantee.UniformTotalOrder];
}
