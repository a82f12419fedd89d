namespace Course.Simulation.Exploring;

/// <summary>
/// A crash that must happen: whoever relays dies inside a multicast. What it sent before is in flight and survives; the rest of the
/// multicast, and what it would have sent after it, is never sent.
/// </summary>
/// <param name="AfterSends">So many sends of the multicast have left, to other peers, in the order of sending. 0 to 5.</param>
/// <param name="Relay">
/// Inside which of the broadcasts that this relayer relays, from 1, fills of a synchronization counted. 1 to 1000.
/// </param>
public sealed record ScriptedCrash(int AfterSends, int Relay);
