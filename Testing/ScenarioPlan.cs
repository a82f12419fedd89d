using Course.Simulation.Exploring;
using Course.Simulation.Simulating;

namespace Course.Testing;

/// <summary>What happens when in one run: the declared actions in their order, with pauses that the seed draws.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="Faults">The faults.</param>
internal sealed record ScenarioPlan(IReadOnlyList<TimedCall> Calls, IReadOnlyList<Fault> Faults)
{
    private const int LongestPause = 4000; // microseconds: about what a broadcast takes from its call to the last delivery

    public static ScenarioPlan Of(IReadOnlyList<ScenarioAction> actions, int peers, int broadcasts, ulong seed)
    {
        if (!actions.Any(action => action is ScenarioAction.Broadcast))
        {
            var spread = ExplorationBounds.SpreadCalls(peers, broadcasts);
            actions = [.. actions, .. spread.Select(call => new ScenarioAction.Broadcast(call.Peer, call.Text))];
        }

        var (now, state) = (TimeSpan.Zero, seed);
        List<TimedCall> calls = [];
        List<Fault> faults = [];
        foreach (var action in actions)
        {
            now += TimeSpan.FromMicroseconds((long)(Next(ref state) % (LongestPause + 1)));
            if (action is ScenarioAction.Broadcast call) calls.Add(new TimedCall(now, Name(call.Peer), call.Text));
            else if (FaultOf(action, now) is { } fault) faults.Add(fault);
        }

        return new ScenarioPlan(calls, faults);
    }

    private static Fault? FaultOf(ScenarioAction action, TimeSpan now) => action switch
    {
        ScenarioAction.Leave a => new Fault.LeaveAt(now, Name(a.Peer)),
        ScenarioAction.Crash a => new Fault.CrashAt(now, Name(a.Peer)),
        ScenarioAction.CrashRelayer a => new Fault.CrashInRelay(Fault.Relayer, a.AfterSends, a.Relay),
        ScenarioAction.Hang a => new Fault.HangAt(now, Name(a.Peer), a.Duration),
        ScenarioAction.Partition a => new Fault.PartitionAt(now, [.. a.Groups.Select(group => group.Select(Name).ToArray())]),
        ScenarioAction.Heal => new Fault.HealAt(now),
        _ => null,
    };

    private static string Name(int peer) => $"p{peer}";

    /// <summary>SplitMix64: the same pauses on every machine.</summary>
    private static ulong Next(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15);
        var z = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
