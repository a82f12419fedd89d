namespace Course.Simulation.Viewing;

/// <summary>Where an event stands.</summary>
/// <param name="Peer">Index of its peer among the peers of the run, from 0.</param>
/// <param name="Index">Index of its line in that peer's trace, from 0.</param>
public readonly record struct EventPlace(int Peer, int Index);
