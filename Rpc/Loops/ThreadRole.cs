namespace Course.Rpc.Loops;

/// <summary>
/// The lecture's thread roles. One loop owns a peer's state, so a role says on whose behalf a step runs, not which thread of the
/// operating system happens to drain the loop.
/// </summary>
public enum ThreadRole
{
    /// <summary>An application thread that makes calls.</summary>
    Application,

    /// <summary>The thread that carries out calls received from other peers.</summary>
    Rpc,

    /// <summary>The thread that watches connections: membership, reports, the end of a synchronization phase, timers.</summary>
    Select,
}
