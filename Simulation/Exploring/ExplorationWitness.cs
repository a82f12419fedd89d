namespace Course.Simulation.Exploring;

/// <summary>Something that a scenario means to show, and without which it shows nothing.</summary>
public enum ExplorationWitness
{
    /// <summary>The relayer crashed.</summary>
    RelayerCrashed,

    /// <summary>The relayer crashed with a multicast cut: a relay reached some and not all.</summary>
    MulticastCut,

    /// <summary>A crash left two or more partial broadcasts at once.</summary>
    TwoMulticastsCut,

    /// <summary>A peer crashed while somebody was in the synchronization phase.</summary>
    CrashInSynchronization,

    /// <summary>Every order of deliveries was tried to its end at least once: some schedule became quiet.</summary>
    Quiet,
}
