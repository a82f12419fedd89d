using System.Text.Json;
using Course.Peers;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Staffing.Grading.Sessions;

/// <summary>
/// The child's side: plays planned sessions with the code under test and tells what happened, line by line. It judges nothing.
/// Its input is one plan a line.
/// </summary>
internal static class SessionPlayer
{
    /// <summary>The argument under which this program plays sessions and does nothing else.</summary>
    public const string Verb = "play-sessions";

    /// <summary>Plays all plans.</summary>
    public static int Run() =>
        PlayerStreams.Run((line, tell) => Play(JsonSerializer.Deserialize<SessionPlan>(line)!, tell));

    private static void Play(SessionPlan plan, Action<string, string> tell)
    {
        var result = Simulator.Run(new SimulationOptions
        {
            Peers = plan.Peers,
            Seed = plan.Seed,
            Calls = [.. plan.Calls.Select(call => new TimedCall(TimeSpan.FromMicroseconds(call.Microseconds), call.Peer, call.Text))],
            Faults = FaultScript.Parse(plan.FaultLines()),
            Blueprint = new PeerBlueprint { Ordering = plan.IsDistributed ? Ordering.Distributed : Ordering.Replicated },
            MaximumSteps = 200_000,
        });
        foreach (var e in result.Peers.SelectMany(peer => peer.Events)) tell("trace", PlayerStreams.LineOf(e));
        for (var peer = 0; peer < result.Applications.Count; peer++)
        {
            foreach (var text in ((BroadcastLog)result.Applications[peer]).Texts)
                tell("text", JsonSerializer.Serialize(new DeliveredText(result.Peers[peer].Name, text)));
        }

        if (result.Facts.Hang is { } hang) tell("hang", hang.ReplaceLineEndings(" "));
        tell("end", "");
    }
}

/// <summary>A text that the application of a peer was told.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Text">The text.</param>
internal sealed record DeliveredText(string Peer, string Text);
