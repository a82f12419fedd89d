namespace Course.Simulation.Exploring;

/// <summary>
/// A schedule cannot be followed: the code or the scenario is not the one that it was recorded with. The text says at which step and why.
/// </summary>
public sealed class ScheduleDivergedException(int step, string why)
    : Exception($"The schedule cannot be followed beyond step {step}: {why}. The code or the scenario has changed since it was recorded; "
        + "explore again for a new one.")
{
    /// <summary>The step that could not be made, from 1.</summary>
    public int Step { get; } = step;
}
