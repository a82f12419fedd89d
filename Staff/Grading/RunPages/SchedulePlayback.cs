using Course.Simulation.Exploring;
using Course.Staffing.Grading.Sessions;

namespace Course.Staffing.Grading.RunPages;

/// <summary>
/// The child's side: plays schedules with the code under test and tells what happened. Its input is one replay token a line.
/// </summary>
internal static class SchedulePlayback
{
    /// <summary>The argument under which this program plays schedules and does nothing else.</summary>
    public const string Verb = "play-schedules";

    /// <summary>Plays all tokens. What cannot be played is not told of.</summary>
    public static int Run() => PlayerStreams.Run(Play);

    /// <summary>Plays one token and tells what happened, in lines of a kind and a text.</summary>
    internal static void Play(string text, Action<string, string> tell)
    {
        var token = ReplayToken.Parse(text);
        var scenario = ExplorationScenario.FromOptions(token.Scenario);
        var played = SchedulePlayer.Play(scenario.Bounds, scenario.Blueprint(), token.Schedule);
        foreach (var peer in played.Peers) tell("peer", peer.Name);
        foreach (var e in played.Peers.SelectMany(peer => peer.Events)) tell("trace", PlayerStreams.LineOf(e));
        foreach (var name in played.Facts.Killed ?? new HashSet<string>()) tell("killed", name);
        foreach (var name in played.Facts.Left ?? new HashSet<string>()) tell("left", name);
        if (played.Facts.LinksLeaveGaps) tell("gaps", "");
        foreach (var line in StoryTeller.Tell(played)) tell("story", line.ReplaceLineEndings(" "));
        tell("end", played.Violation?.Text.ReplaceLineEndings(" ") ?? "");
    }
}
