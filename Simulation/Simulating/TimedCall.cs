namespace Course.Simulation.Simulating;

/// <summary>One application call of a scenario at a time. It is made later if the peer hangs then, or waits for room.</summary>
/// <param name="Time">Virtual time since the start of the run, 0 to 1 day.</param>
/// <param name="Peer">The name of the calling peer.</param>
/// <param name="Text">What the application is told.</param>
public sealed record TimedCall(TimeSpan Time, string Peer, string Text);
