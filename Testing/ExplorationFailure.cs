using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;

namespace Course.Testing;

/// <summary>What a test says whose exploration did not hold.</summary>
internal static class ExplorationFailure
{
    public static string Text(World world, ExplorationScenario scenario, PeerBlueprint blueprint, ExplorationResult result)
    {
        if (result.Outcome != ExplorationOutcome.Violated) return string.Join('\n', Other(world, scenario, result));
        try
        {
            var found = Counterexample.Of(result, blueprint)!;
            var nearest = found.Passing is { } passing
                ? $"nearest passing schedule: {passing.Difference}"
                : "nearest passing schedule: none, every other choice fails as well";
            return string.Join('\n', [.. found.Story, "", result.Line, nearest, ReplayLine(world, scenario, result.Schedule!)]);
        }
        catch (ScheduleDivergedException diverged)
        {
            return $"nondeterministic: played again, the schedule of '{result.Violation!.Text}' is not possible; no certificate. "
                + diverged.Message;
        }
    }

    /// <summary>The command that plays a schedule again.</summary>
    public static string ReplayLine(World world, ExplorationScenario scenario, Schedule schedule)
    {
        var token = scenario.TokenOf(schedule).ToString();
        return "replay: " + (IsDefault(world, scenario)
            ? $"dotnet run --project Course -- replay {token}"
            : world.Test.CommandWith(Replay.Variable, token));
    }

    /// <summary>
    /// Everything about the scenario stands in the token, so that the command line can play it as well. It judges all guarantees of atomic
    /// broadcast there, which hold those that points are given for.
    /// </summary>
    private static bool IsDefault(World world, ExplorationScenario scenario)
    {
        if (world.Application is not null || world.Blueprint is not null) return false;
        var guarantees = scenario.Bounds.Guarantees.ToHashSet();
        var judged = guarantees.Contains(Guarantee.UniformAgreement) ? AtomicBroadcast.Uniform : AtomicBroadcast.All;
        return guarantees.IsSubsetOf(judged);
    }

    private static List<string> Other(World world, ExplorationScenario scenario, ExplorationResult result)
    {
        List<string> lines = [result.Line];
        if (result.Schedule is not { Steps.Count: > 0 } schedule) return lines;
        var steps = schedule.Steps.Select((step, index) => $"{index + 1,3}. {StoryTeller.Tell(step)}").ToList();
        var room = StoryTeller.MaximumLines - 2;
        if (steps.Count > room) lines.Add($"     … {steps.Count - room} steps before");
        lines.AddRange(steps.TakeLast(room));
        lines.Add(ReplayLine(world, scenario, schedule));
        return lines;
    }
}
