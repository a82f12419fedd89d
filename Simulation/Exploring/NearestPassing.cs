using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>A schedule that breaks nothing and parts from a failing one as late as possible.</summary>
/// <param name="Played">The passing schedule, played to its end.</param>
/// <param name="At">The step, from 1, in which the two differ.</param>
/// <param name="Difference">The one choice that differs, in words.</param>
public sealed record NearestPassing(PlayedSchedule Played, int At, string Difference)
{
    /// <summary>
    /// Searches from the end: at each step of the failing schedule, latest first, makes another choice, then goes on as the failing
    /// schedule did as far as that is possible, and in a fixed order after that.
    /// </summary>
    /// <returns>Null if every other choice fails as well.</returns>
    public static NearestPassing? Of(ExplorationBounds bounds, PeerBlueprint blueprint, Schedule failing)
    {
        ArgumentNullException.ThrowIfNull(failing);
        for (var at = failing.Steps.Count; at >= 1; at--)
        {
            foreach (var other in OthersAt(bounds, blueprint, failing, at))
            {
                var player = PlayedTo(bounds, blueprint, failing, at - 1);
                player.Play(other);
                if (GoOn(player, failing, at - 1) is { Violation: null } passing)
                    return new NearestPassing(passing, at, $"step {at}: {Tell(other)} instead of: {Tell(failing.Steps[at - 1])}");
            }
        }

        return null;
    }

    /// <summary>Other choices at a step: another cut of the same crash, no crash at all, another delivery or call.</summary>
    private static IEnumerable<ScheduleStep> OthersAt(ExplorationBounds bounds, PeerBlueprint blueprint, Schedule failing, int at)
    {
        var player = PlayedTo(bounds, blueprint, failing, at - 1);
        var step = failing.Steps[at - 1];
        if (step.Kind == ScheduleStepKind.Crash && bounds.Links == LinkKind.Fifo)
        {
            int[] all = [.. step.Kept.Select((kept, to) => kept < 0 ? kept : player.CountOn(step.Peer, to + 1))];
            for (var to = 0; to < all.Length; to++)
            {
                int[] one = [.. step.Kept];
                one[to] = all[to];
                if (one[to] != step.Kept[to]) yield return step with { Kept = one };
            }
        }

        foreach (var other in player.Enabled())
        {
            if (other.Kind != step.Kind || other.Peer != step.Peer || other.Other != step.Other) yield return other;
        }
    }

    private static SchedulePlayer PlayedTo(ExplorationBounds bounds, PeerBlueprint blueprint, Schedule schedule, int steps)
    {
        var player = new SchedulePlayer(bounds, blueprint);
        foreach (var step in schedule.Steps.Take(steps)) player.Play(step);
        return player;
    }

    private static PlayedSchedule? GoOn(SchedulePlayer player, Schedule failing, int from)
    {
        const int most = 10_000;
        foreach (var step in failing.Steps.Skip(from)) TryPlay(player, step);
        for (var made = 0; made < most; made++)
        {
            if (player.Enabled() is not { Count: > 0 } enabled) return player.End();
            player.Play(enabled[0]);
        }

        return null;
    }

    /// <summary>Plays a step of the failing schedule if it can be played here as well.</summary>
    private static void TryPlay(SchedulePlayer player, ScheduleStep step)
    {
        try
        {
            player.Play(step);
        }
        catch (ScheduleDivergedException)
        {
            // Here it is not possible any more: that is the difference, or follows from it.
        }
    }

    private static string Tell(ScheduleStep step) => StoryTeller.Tell(step);
}
