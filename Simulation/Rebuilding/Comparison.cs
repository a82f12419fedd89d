using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;

namespace Course.Simulation.Rebuilding;

/// <summary>Compares a run with the schedule that was made of its traces: deliveries first, then guarantees.</summary>
internal sealed class Comparison(
    ExplorationScenario scenario, IReadOnlyList<PeerRecord> records, RunHistory run, IReadOnlyList<string> notes)
{
    public RebuiltRun Of(PlayedSchedule played, CheckReport real, string? parting)
    {
        var told = notes.ToList();
        for (var peer = 0; peer < records.Count; peer++) parting ??= Difference(peer, played.Peers[peer], told);
        return new RebuiltRun(
            scenario, played, [.. records.Select(record => record.Name)], parting, [.. BrokenIn(real, JudgeOf(played))], told);
    }

    /// <summary>A schedule may stop anywhere; the traces of who lives end there.</summary>
    private static CheckReport JudgeOf(PlayedSchedule played)
    {
        var ended = new TraceEvent { Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Application };
        var peers = played.Peers.Select(peer => peer with { Events = [.. peer.Events, ended with { Peer = peer.Name }] });
        return Checkers.Run(new RunHistory(peers, played.Facts));
    }

    private static IEnumerable<BrokenGuarantee> BrokenIn(CheckReport real, CheckReport played) =>
        from verdict in real.Verdicts
        let inTheRun = IsBroken(verdict)
        let inTheSchedule = IsBroken(played[verdict.Guarantee])
        where inTheRun || inTheSchedule
        select new BrokenGuarantee(verdict.Guarantee, verdict.Name, inTheRun, inTheSchedule);

    private static bool IsBroken(Verdict verdict) => verdict.Outcome is Outcome.Violated or Outcome.Reported;

    /// <summary>
    /// The first difference of deliveries. A killed peer's last step is whole in the simulator and may be cut in the run, so that it
    /// delivered less there.
    /// </summary>
    private string? Difference(int peer, PeerRecord played, List<string> told)
    {
        var name = records[peer].Name;
        var real = Deliveries(records[peer], NameOf);
        var made = Deliveries(played, id => id.ToString());
        for (var i = 0; i < Math.Min(real.Count, made.Count); i++)
        {
            if (real[i] != made[i]) return $"{name} delivers {real[i]} at position {i + 1}, and {made[i]} in the simulator";
        }

        if (real.Count == made.Count) return null;
        if (real.Count < made.Count && run.Find(name)?.Fate == PeerFate.Killed)
        {
            told.Add($"{name} was killed in the middle of a step: in the simulator it also delivers "
                + string.Join(", ", made.Skip(real.Count)));
            return null;
        }

        return $"{name} delivers {real.Count} messages, and {made.Count} in the simulator";
    }

    private string NameOf(TraceId id)
    {
        for (var peer = 0; peer < records.Count; peer++)
        {
            if (records[peer].Name == id.Host) return $"p{peer + 1}:{id.Local}";
        }

        return id.ToString();
    }

    private static List<string> Deliveries(PeerRecord record, Func<TraceId, string> nameOf) =>
        [.. record.Events.Where(e => e.Event == TraceEventKind.Delivered && e.Id is not null).Select(e => nameOf(e.Id!.Value))];
}
