namespace Course.Simulation.Exploring;

/// <summary>One choice of a schedule. Peers count from 1.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Peer">The peer at which it happens.</param>
/// <param name="Other">The other end of the link, or the suspected peer; 0 where there is none.</param>
/// <param name="Item">The short name of the item that is received, lost or doubled (<c>relay-1-2</c>); empty where there is none.</param>
/// <param name="Index">The place of the item on its link, from 0; not 0 only where links do not keep order.</param>
/// <param name="Kept">For a crash: what survives of the link to each peer, in order; -1 for a link that nobody reads.</param>
public sealed record ScheduleStep(ScheduleStepKind Kind, int Peer, int Other, string Item, int Index, IReadOnlyList<int> Kept);
