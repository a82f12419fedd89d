namespace Course.Simulation.Exploring;

/// <summary>Where a crash may cut what the dead peer sent.</summary>
public enum CrashGranularity
{
    /// <summary>
    /// Each outgoing link keeps a prefix of its own: a peer dies between any two sends, and batched writes are cut anywhere.
    /// </summary>
    Send,

    /// <summary>A peer dies between two steps only, and everything that it sent before arrives.</summary>
    Handler,
}
