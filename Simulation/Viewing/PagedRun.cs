using Course.Simulation.Checking;

namespace Course.Simulation.Viewing;

/// <summary>A run as it is shown: its traces, and what is known about it. Simulated and real runs are shown from the same traces.</summary>
/// <param name="Title">What the run is called on the page; text, never markup.</param>
/// <param name="Peers">The traces, in join order; no two of the same peer.</param>
/// <param name="Facts">What whoever ran the peers knows.</param>
public sealed record PagedRun(string Title, IReadOnlyList<PeerRecord> Peers, RunFacts Facts)
{
    /// <summary>What the checkers found; null if nobody judged the run.</summary>
    public CheckReport? Report { get; init; }

    /// <summary>The story of the run, one line each; empty if there is none beside that of the report.</summary>
    public IReadOnlyList<string> Story { get; init; } = [];

    /// <summary>The event that breaks the guarantee: its peer, and its index in that peer's trace, from 0. Null if none is known.</summary>
    public (string Peer, int Index)? Violation { get; init; }
}
