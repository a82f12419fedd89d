namespace Course.Simulation.Exploring;

/// <summary>One choice, small because every state keeps the one that led to it. Peers count from 0 here.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Peer">Where: the receiver of a delivery; the peer that crashes, calls, leaves, ticks, or suspects.</param>
/// <param name="Other">The sender of a delivery, or the suspected peer.</param>
/// <param name="Argument">The place of the item on a bag link; the number of the cut of a crash.</param>
internal readonly record struct Choice(ScheduleStepKind Kind, byte Peer, byte Other, int Argument);
