using Course.Simulation.Fingerprints;

namespace Course.Simulation.Exploring;

/// <summary>What became of a peer, for the state as a whole.</summary>
internal enum LocalFate : byte
{
    Live,
    Crashed,
    Left,
}

/// <summary>
/// What a peer is after some local history: all histories after which it behaves alike, and after which the checkers see the same, are
/// one node.
/// </summary>
internal sealed class LocalNode
{
    /// <summary>Its number in the table of all nodes.</summary>
    public required int Number { get; init; }

    /// <summary>The peer, from 0.</summary>
    public required int Peer { get; init; }

    /// <summary>State and observation together: equal in every process.</summary>
    public required Fingerprint Key { get; init; }

    /// <summary>Number of the observation: equal for nodes whose histories checkers cannot tell apart.</summary>
    public required int Observation { get; init; }

    public required LocalFate Fate { get; init; }

    /// <summary>The step by which the node was first reached; null for a peer before its start, and for a peer that is gone.</summary>
    public LocalStep? Origin { get; init; }

    /// <summary>Inputs from the start to this node along first steps.</summary>
    public required int Depth { get; init; }

    /// <summary>Calls of the scenario that were made.</summary>
    public required int Calls { get; init; }

    /// <summary>Bit i: nothing from peer i is taken any more.</summary>
    public required int Closed { get; init; }

    public required bool IsSynchronizing { get; init; }

    public required bool IsRelayer { get; init; }

    /// <summary>The newest relay that was received, for counting partial multicasts.</summary>
    public required (int Epoch, long Sequence) LastRelay { get; init; }

    /// <summary>The relays that it has sent, for scripted crashes.</summary>
    public RelayCount Relays { get; init; }

    /// <summary>The delivery that has begun and not ended, in words; null if there is none.</summary>
    public string? OpenDelivery { get; init; }

    /// <summary>The steps from here that were made so far, by input.</summary>
    public Dictionary<LocalInput, LocalStep> Steps { get; } = [];
}
