using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Rebuilding;

/// <summary>Schedules that a seed chooses, and their traces as a run leaves them.</summary>
internal static class RandomSchedules
{
    /// <summary>Plays choices of a seed until nothing is left to do; crashes and goodbyes come in between.</summary>
    public static PlayedSchedule Play(ExplorationScenario scenario, int seed)
    {
        var random = new Random(seed);
        var player = new SchedulePlayer(scenario.Bounds, scenario.Blueprint());
        var (crashes, leaves) = (scenario.Bounds.Crashes, scenario.Bounds.Leaves);
        var live = Enumerable.Range(1, scenario.Bounds.Peers).ToList();
        while (player.Enabled() is { Count: > 0 } enabled)
        {
            if (live.Count > 1 && crashes + leaves > 0 && random.Next(20) == 0)
            {
                var peer = live[random.Next(live.Count)];
                live.Remove(peer);
                player.Play(crashes-- > 0 ? Crash(player, scenario.Bounds.Peers, peer, random) : Leave(peer));
                if (crashes < 0) (crashes, leaves) = (0, leaves - 1);
            }
            else
            {
                player.Play(enabled[random.Next(enabled.Count)]);
            }
        }

        return player.End();
    }

    /// <summary>Plays a schedule, and then whatever comes first until nothing is left to do.</summary>
    public static PlayedSchedule PlayOn(ExplorationScenario scenario, string schedule)
    {
        var player = new SchedulePlayer(scenario.Bounds, scenario.Blueprint());
        foreach (var step in ReplayToken.Parse("__" + schedule).Schedule.Steps) player.Play(step);
        while (player.Enabled() is [var first, ..]) player.Play(first);
        return player.End();
    }

    /// <summary>The run as its traces tell it: the traces of who lives end.</summary>
    public static RunHistory RunOf(PlayedSchedule played, Func<PeerRecord, PeerRecord>? change = null)
    {
        var ended = new TraceEvent { Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Application };
        var records = played.Peers.Select(peer => played.Facts.Killed!.Contains(peer.Name)
            ? peer
            : peer with { Events = [.. peer.Events, ended with { Peer = peer.Name }] });
        return new RunHistory(records.Select(record => change?.Invoke(record) ?? record), played.Facts);
    }

    public static IReadOnlyList<string> Deliveries(PeerRecord record) =>
        [.. record.Events.Where(e => e.Event == TraceEventKind.Delivered).Select(e => $"{e.Epoch}.{e.Sequence} {e.Id}")];

    private static ScheduleStep Crash(SchedulePlayer player, int peers, int peer, Random random)
    {
        int[] kept = [.. Enumerable.Range(1, peers)
            .Select(to => player.IsLinkRead(peer, to) ? random.Next(player.CountOn(peer, to) + 1) : -1)];
        return new ScheduleStep(ScheduleStepKind.Crash, peer, 0, "", 0, kept);
    }

    private static ScheduleStep Leave(int peer) => new(ScheduleStepKind.Leave, peer, 0, "", 0, []);
}
