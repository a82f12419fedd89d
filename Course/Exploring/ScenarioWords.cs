using System.Globalization;
using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;

namespace Course.Commands.Exploring;

/// <summary>A scenario in one line.</summary>
internal static class ScenarioWords
{
    public static string Of(ExplorationScenario scenario)
    {
        var bounds = scenario.Bounds;
        var calls = string.Join(", ", bounds.Calls.Select(call => $"{Caller(call)} {call.Text}"));
        List<string> parts =
        [
            Count(bounds.Peers, "peer"),
            Count(bounds.Calls.Count, "broadcast") + (calls.Length is 0 or > 100 ? "" : $" ({calls})"),
            scenario.Buffering == Buffering.Distributed ? "distributed buffering" : "replicated buffering",
        ];
        var usual = new ExplorationScenario();
        if (scenario.Window != usual.Window) parts.Add($"window {scenario.Window}");
        if (scenario.AcknowledgeEvery != usual.AcknowledgeEvery) parts.Add($"acknowledged every {scenario.AcknowledgeEvery}");
        parts.Add(bounds.Links == LinkKind.Bag ? "bag links" : "FIFO links");
        var where = bounds.Granularity == CrashGranularity.Send ? "send" : "handler";
        parts.Add(bounds.Crashes == 0 ? "no crashes" : $"at most {Count(bounds.Crashes, "crash", "crashes")} at any {where}");
        if (bounds.CrashingPeers is { } crashing) parts.Add($"only of {Names(crashing)}");
        foreach (var crash in bounds.ScriptedCrashes)
            parts.Add($"the relayer crashes after {Count(crash.AfterSends, "send")} of its relay {crash.Relay}");
        if (bounds.Leaves > 0) parts.Add($"at most {Count(bounds.Leaves, "goodbye")}");
        if (bounds.LeavingPeers is { } leaving) parts.Add($"only of {Names(leaving)}");
        if (bounds.Suspicions > 0) parts.Add($"at most {Count(bounds.Suspicions, "false suspicion")}");
        if (bounds.Ticks > 0) parts.Add($"at most {Count(bounds.Ticks, "tick")}");
        if (bounds.Losses > 0) parts.Add($"at most {Count(bounds.Losses, "lost frame")}");
        if (bounds.Duplicates > 0) parts.Add($"at most {Count(bounds.Duplicates, "doubled frame")}");
        if (bounds.Costs?.MessagesPerBroadcast is { } each) parts.Add($"at most {Count(each, "message")} a broadcast");
        if (bounds.Costs?.MessagesPerSynchronization is { } phase) parts.Add($"at most {Count(phase, "message")} a synchronization phase");
        if (bounds.Guarantees.Contains(Guarantee.UniformAgreement)) parts.Add("uniform guarantees required");
        return string.Join(", ", parts);
    }

    /// <summary>The command that plays a schedule again.</summary>
    public static string ReplayCommand(ReplayToken token) => $"course replay {token}";

    private static string Caller(ScriptedCall call) => call.Peer == ScriptedCall.AnyPeer ? "any" : $"p{call.Peer}";

    private static string Names(IEnumerable<int> peers) => string.Join(" and ", peers.Select(peer => $"p{peer}"));

    private static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");
}
