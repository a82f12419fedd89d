using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>What a simulated run was and how it is judged.</summary>
public sealed record SimulationResult
{
    /// <summary>The verdicts of all checkers.</summary>
    public required CheckReport Report { get; init; }

    /// <summary>The traces, in join order.</summary>
    public required IReadOnlyList<PeerRecord> Peers { get; init; }

    /// <summary>What was done to the peers.</summary>
    public required RunFacts Facts { get; init; }

    /// <summary>
    /// The applications as they were at the end, in join order; that of a crashed peer after the step in which it crashed.
    /// </summary>
    public required IReadOnlyList<ISessionApplication> Applications { get; init; }

    /// <summary>
    /// The processes that were started again after a crash, in the order of their starts. They are outside of the session.
    /// </summary>
    public IReadOnlyList<RestartedPeer> Restarted { get; init; } = [];

    /// <summary>How much virtual time the run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many steps the peers made.</summary>
    public required long Steps { get; init; }

    /// <summary>What the network did.</summary>
    public required NetworkCounts Network { get; init; }

    /// <summary>The faults that happened, in words, each with its virtual time.</summary>
    public required IReadOnlyList<string> InjectedFaults { get; init; }

    /// <summary>Exceptions at peers that no caller waits for, in words; of each run the first 1000.</summary>
    public required IReadOnlyList<string> PeerFaults { get; init; }

    /// <summary>
    /// SHA-256 over the lines of all traces in join order, then of those of restarted processes, in hexadecimal digits: equal for equal
    /// runs.
    /// </summary>
    public required string Digest { get; init; }
}
