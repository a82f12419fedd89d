using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>A shortest schedule that breaks a guarantee, played again on whole peers and told.</summary>
/// <param name="Violation">What is broken.</param>
/// <param name="Played">The schedule with what happened.</param>
/// <param name="Story">At most <see cref="StoryTeller.MaximumLines"/> lines; the first is the violation.</param>
/// <param name="Passing">The nearest passing schedule; null if there is none.</param>
public sealed record Counterexample(Violation Violation, PlayedSchedule Played, IReadOnlyList<string> Story, NearestPassing? Passing)
{
    /// <summary>Plays the schedule of a violation and tells it.</summary>
    /// <returns>Null if the result is no violation.</returns>
    /// <exception cref="ScheduleDivergedException">The peers do not do again what they did in the search.</exception>
    public static Counterexample? Of(ExplorationResult result, PeerBlueprint blueprint)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Violation is not { } violation || result.Schedule is not { } schedule) return null;
        var played = SchedulePlayer.Play(result.Bounds, blueprint, schedule);
        return new Counterexample(
            violation,
            played,
            StoryTeller.Tell(played with { Violation = violation }),
            NearestPassing.Of(result.Bounds, blueprint, schedule));
    }
}
