using Course.Rpc.Tracing;

namespace Course.Simulation.Exploring;

/// <summary>One step of a schedule as it was played.</summary>
/// <param name="Step">The choice.</param>
/// <param name="Events">What the peer's trace says of it; empty for a choice that no peer takes part in.</param>
/// <param name="Lost">For a crash: what was lost on its way, as receiver from 1 and short name.</param>
public sealed record PlayedStep(ScheduleStep Step, IReadOnlyList<TraceEvent> Events, IReadOnlyList<(int To, string Item)> Lost)
{
    /// <summary>
    /// The peer crashed inside this step, as the scenario's script says; <see cref="Lost"/> is what it did not send any more.
    /// </summary>
    public bool CrashedByScript { get; init; }
}
