using Course.Simulation.Exploring;

namespace Course.Testing;

/// <summary>
/// A test whose scenario is tried in every order of everything that can happen within the bounds: it holds with a certificate, or fails
/// with the story of a shortest schedule. The order in which the body declares counts for the calls of one peer only.
/// </summary>
/// <example><code>
/// [Explore(Peers = 3, Broadcasts = 3, Crashes = 1)]
/// public void AnyOneCrash_KeepsAtomicBroadcast(World world) => world.Check(AtomicBroadcast.All);
/// </code></example>
public sealed class ExploreAttribute : WorldAttribute
{
    /// <summary>Goodbyes at most, of any peers at any moments, beyond those that the body declares. Default 0.</summary>
    public int Leaves { get; set; }

    /// <summary>How often a live peer may take another live peer for dead. 0 to 3; default 0.</summary>
    public int Suspicions { get; set; }

    /// <summary>Heartbeat ticks at most at any moment; ticks are free when nothing else is left to do. 0 to 10; default 0.</summary>
    public int Ticks { get; set; }

    /// <summary>Frames that may be lost at most. 0 to 3; default 0.</summary>
    public int Losses { get; set; }

    /// <summary>Frames that may come twice at most. 0 to 3; default 0.</summary>
    public int Duplicates { get; set; }

    /// <summary>Where a crash cuts what was sent. Default: between any two sends.</summary>
    public CrashGranularity Granularity { get; set; } = CrashGranularity.Send;

    /// <summary>The most states; a search that needs more fails as out of budget. Default 5,000,000.</summary>
    public long Budget { get; set; } = 5_000_000;

    /// <summary>Threads that run peers, 1 to 64. The result does not depend on it. Default 1.</summary>
    public int Workers { get; set; } = 1;

    private protected override string Name => "Explore";

    private protected override IWorldMode NewMode() => new ExploreMode(this);
}
