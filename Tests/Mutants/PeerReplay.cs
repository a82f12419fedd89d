using Course.Simulation.Exploring;

namespace Course.Tests.Mutants;

/// <summary>A driver: plays a replay token and tells the story, as the command line does.</summary>
public static class PeerReplay
{
    /// <param name="argument">A token.</param>
    /// <returns>The story, a line each.</returns>
    public static string Run(string argument)
    {
        var token = ReplayToken.Parse(argument);
        var scenario = ExplorationScenario.FromOptions(token.Scenario);
        return string.Join('\n', StoryTeller.Tell(SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), token.Schedule)));
    }
}
