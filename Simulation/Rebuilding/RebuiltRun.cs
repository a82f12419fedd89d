using Course.Simulation.Exploring;

namespace Course.Simulation.Rebuilding;

/// <summary>A run that was played again from its traces.</summary>
/// <param name="Scenario">What the schedule belongs to.</param>
/// <param name="Played">The schedule, as it was played.</param>
/// <param name="Names">The names of the run's peers; the first is p1 of the schedule.</param>
/// <param name="Parting">Where the two part; null if every peer delivered the same.</param>
/// <param name="Broken">The guarantees that are broken in the run, in the schedule, or in both.</param>
/// <param name="Notes">What the schedule leaves out or adds.</param>
public sealed record RebuiltRun(
    ExplorationScenario Scenario,
    PlayedSchedule Played,
    IReadOnlyList<string> Names,
    string? Parting,
    IReadOnlyList<BrokenGuarantee> Broken,
    IReadOnlyList<string> Notes);
