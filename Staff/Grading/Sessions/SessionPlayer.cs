using System.Buffers;
using System.Text;
using System.Text.Json;
using Course.Assignments.Running;
using Course.Peers;
using Course.Rpc.Tracing;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Staffing.Grading.Sessions;

/// <summary>
/// The child's side: plays planned sessions with the code under test and tells what happened, line by line. It judges nothing.
/// First line of its input: the nonce that stands before each line that it writes; then one plan a line, and an empty line.
/// </summary>
internal static class SessionPlayer
{
    /// <summary>The argument under which this program plays sessions and does nothing else.</summary>
    public const string Verb = "play-sessions";

    /// <summary>Plays all plans. The input stays open as long as the parent lives.</summary>
    public static int Run()
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 64 << 10) { NewLine = "\n" };
        var stream = Console.OpenStandardInput();
        using var input = new StreamReader(stream);
        Console.SetOut(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        var nonce = input.ReadLine();
        var plans = new List<SessionPlan>();
        while (input.ReadLine() is { Length: > 0 } line) plans.Add(JsonSerializer.Deserialize<SessionPlan>(line)!);
        ParentWatch.Begin(stream);
        foreach (var (number, plan) in plans.Index())
        {
            Play(plan, (kind, text) => output.WriteLine($"{nonce} {number} {kind} {text}"));
            output.Flush();
        }

        return 0;
    }

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
        var line = new ArrayBufferWriter<byte>();
        foreach (var peer in result.Peers)
        {
            foreach (var e in peer.Events)
            {
                line.ResetWrittenCount();
                TraceLine.Write(line, e);
                tell("trace", Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\n'));
            }
        }

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
