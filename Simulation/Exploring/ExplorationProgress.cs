namespace Course.Simulation.Exploring;

/// <summary>How far a search has come; for people.</summary>
/// <param name="States">States found.</param>
/// <param name="Depth">Steps from the start to the states that are looked at now.</param>
/// <param name="Open">States of that depth that are still to be looked at.</param>
/// <param name="LocalSteps">Steps of single peers that were run.</param>
public sealed record ExplorationProgress(long States, int Depth, long Open, long LocalSteps);
