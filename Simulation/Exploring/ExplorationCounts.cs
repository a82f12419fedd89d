namespace Course.Simulation.Exploring;

/// <summary>What a search visited.</summary>
public sealed record ExplorationCounts
{
    /// <summary>Different global states.</summary>
    public long States { get; init; }

    /// <summary>Choices that were tried in all states together.</summary>
    public long Choices { get; init; }

    /// <summary>The longest way from the start to a state, in choices.</summary>
    public int Depth { get; init; }

    /// <summary>States in which nothing is left to do.</summary>
    public long Quiet { get; init; }

    /// <summary>Crashes that were tried: state, peer and cut.</summary>
    public long Cuts { get; init; }

    /// <summary>Of these, crashes that left a relay at some of the live peers and not at all.</summary>
    public long PartialCuts { get; init; }

    /// <summary>The most partial broadcasts that one crash left at once.</summary>
    public long MostPartial { get; init; }

    /// <summary>Crashes of a relayer.</summary>
    public long RelayerCrashes { get; init; }

    /// <summary>Crashes while a live peer was in the synchronization phase.</summary>
    public long CrashesInSynchronization { get; init; }

    /// <summary>The most scripted crashes that happened in one schedule.</summary>
    public int ScriptedCrashes { get; init; }

    /// <summary>States of single peers, merged.</summary>
    public long LocalStates { get; init; }

    /// <summary>Steps of single peers that were run, each twice.</summary>
    public long LocalSteps { get; init; }

    /// <summary>Whether what a scenario means to show was seen.</summary>
    public bool Saw(ExplorationWitness witness) => witness switch
    {
        ExplorationWitness.RelayerCrashed => RelayerCrashes > 0,
        ExplorationWitness.MulticastCut => PartialCuts > 0,
        ExplorationWitness.TwoMulticastsCut => MostPartial > 1,
        ExplorationWitness.CrashInSynchronization => CrashesInSynchronization > 0,
        _ => Quiet > 0,
    };
}
