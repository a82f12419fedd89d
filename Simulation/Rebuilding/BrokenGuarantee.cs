using Course.Simulation.Checking;

namespace Course.Simulation.Rebuilding;

/// <summary>A guarantee that is broken in a run or in the schedule that was made of its traces.</summary>
/// <param name="Guarantee">Which.</param>
/// <param name="Name">As checkers call it.</param>
/// <param name="InTheRun">The traces of the run break it.</param>
/// <param name="InTheSchedule">The played schedule breaks it.</param>
public sealed record BrokenGuarantee(Guarantee Guarantee, string Name, bool InTheRun, bool InTheSchedule);
