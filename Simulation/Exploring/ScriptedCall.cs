namespace Course.Simulation.Exploring;

/// <summary>One application call of a scenario. Calls of one peer are made in their order, at any moment of the schedule.</summary>
/// <param name="Peer">The calling peer, from 1.</param>
/// <param name="Text">What the application is told.</param>
public sealed record ScriptedCall(int Peer, string Text);
