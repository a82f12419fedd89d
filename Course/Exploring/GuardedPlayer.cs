using System.Globalization;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;

namespace Course.Commands.Exploring;

/// <summary>Plays a schedule under a guard: a step that never comes back is named, and the command ends all the same.</summary>
internal static class GuardedPlayer
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    /// <exception cref="ScheduleDivergedException">A step is not possible.</exception>
    /// <exception cref="CommandException">A step hangs; the exit code says so.</exception>
    public static async Task<PlayedSchedule> PlayAsync(ExplorationBounds bounds, PeerBlueprint blueprint, Schedule schedule)
    {
        var made = 0;
        // A hung step keeps its thread; the pool's threads do not keep the process.
        var playing = Task.Run(() =>
        {
            var player = new SchedulePlayer(bounds, blueprint);
            foreach (var step in schedule.Steps)
            {
                Volatile.Write(ref made, made + 1);
                player.Play(step);
            }

            return player.End();
        });
        while (true)
        {
            var before = Volatile.Read(ref made);
            try
            {
                return await playing.WaitAsync(Guard);
            }
            catch (TimeoutException) when (!playing.IsCompleted)
            {
                if (Volatile.Read(ref made) != before) continue;
                var step = before == 0 ? "the start" : StoryTeller.Tell(schedule.Steps[before - 1]);
                throw new CommandException(
                    $"hung at step {before} ({step}): it did not come back within "
                    + string.Create(CultureInfo.InvariantCulture, $"{Guard.TotalSeconds:0} s"),
                    ExitCode.Hang);
            }
        }
    }
}
