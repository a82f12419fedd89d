using Course.Simulation.Checking;

namespace Course.Simulation.Exploring;

/// <summary>A guarantee that a schedule breaks.</summary>
/// <param name="Guarantee">Which; null for a fault of a peer: an exception that no caller waits for.</param>
/// <param name="Text">In words: the guarantee first, with the message and the peers.</param>
public sealed record Violation(Guarantee? Guarantee, string Text)
{
    /// <summary>At the quiet end of a schedule a delivery has begun and not ended.</summary>
    internal static Violation OfOpenDelivery(int peer, string open) =>
        new(Checking.Guarantee.Quiet, $"quiet: p{peer + 1}: {open}, so its later deliveries never happen");
}
