namespace Course.Simulation.Exploring;

/// <summary>
/// The choices from the start of a session to some state, by stable names: they mean the same after the code was changed.
/// </summary>
/// <param name="Steps">One for each choice.</param>
public sealed record Schedule(IReadOnlyList<ScheduleStep> Steps);
