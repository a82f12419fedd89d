using Course.Simulation.Exploring;
using Course.Simulation.Stepping;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>Plays the one schedule of a token instead of searching.</summary>
internal static class Replay
{
    public const string Variable = "COURSE_REPLAY";

    public static string? Token => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } token ? token : null;

    public static void Play(World world, ExplorationScenario scenario, PeerBlueprint blueprint, string text, TimeSpan guard)
    {
        var token = Read(text);
        var own = scenario.ToOptions();
        if (!own.OrderBy(option => option.Key, StringComparer.Ordinal)
            .SequenceEqual(token.Scenario.OrderBy(option => option.Key, StringComparer.Ordinal)))
        {
            throw new AssertionException(
                $"{Variable} holds a schedule of another scenario ({Tell(token.Scenario)}) than this test's ({Tell(own)}). "
                + "Run the test without it for a new token, or filter for the test that it is of.");
        }

        var bound = TimeSpan.FromSeconds(Math.Min(guard.TotalSeconds * (token.Schedule.Steps.Count + 1), TimeSpan.SecondsPerDay));
        if (!Guarded.TryRun(() => Played(scenario, blueprint, token.Schedule), bound, out var played))
            throw new AssertionException($"hung: the schedule of {token.Schedule.Steps.Count} steps was not over within the guard");
        var story = string.Join('\n', StoryTeller.Tell(played!));
        if (played!.Violation is not null) throw new AssertionException($"{story}\n\nreplayed {played.Steps.Count} steps");
        world.Test.Output.WriteLine($"{story}\nreplayed {played.Steps.Count} steps: this schedule breaks nothing; no certificate");
    }

    private static PlayedSchedule Played(ExplorationScenario scenario, PeerBlueprint blueprint, Schedule schedule)
    {
        try
        {
            return SchedulePlayer.Play(scenario.Bounds, blueprint, schedule);
        }
        catch (ScheduleDivergedException diverged)
        {
            throw new AssertionException(diverged.Message);
        }
    }

    private static ReplayToken Read(string text)
    {
        try
        {
            return ReplayToken.Parse(text);
        }
        catch (FormatException bad)
        {
            throw new AssertionException($"{Variable}: {bad.Message}");
        }
    }

    private static string Tell(IReadOnlyDictionary<string, string> options) =>
        string.Join(' ', options.Select(option => $"{option.Key}-{option.Value}"));
}
