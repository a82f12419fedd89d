using System.Text.Json.Nodes;
using Course.FaultTolerance;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;

namespace Course.Simulation.Rebuilding;

/// <summary>
/// Makes a schedule of the traces of a run, real or simulated, and plays it on whole peers: a failure that was seen once can then be
/// looked at as often as one likes. Traces tell what peers received, not when their processors worked, so the two may part; then it is
/// said where and why.
/// </summary>
public static class ScheduleFromTraces
{
    /// <summary>The most broadcasts of a run that is rebuilt.</summary>
    public const int MaximumBroadcasts = 40;

    /// <summary>Rebuilds a run.</summary>
    /// <param name="run">The traces, with what is known about the run.</param>
    /// <param name="options">The options of <c>summary.json</c>; null if there is none.</param>
    /// <exception cref="NotRebuildableException">The run is beyond the bounds; the text says which.</exception>
    public static RebuiltRun Rebuild(RunHistory run, JsonObject? options)
    {
        ArgumentNullException.ThrowIfNull(run);
        var names = JoinOrder(run);
        if (names.Length is < 2 or > ExplorationBounds.MaximumPeers)
        {
            throw new NotRebuildableException(
                $"the run has {names.Length} peers, and a schedule has 2 to {ExplorationBounds.MaximumPeers}");
        }

        var records = new List<PeerRecord>();
        foreach (var name in names) records.Add(RecordOf(run, name));
        var calls = records.SelectMany((record, index) => CallsOf(record, index + 1)).ToList();
        if (calls.Count > MaximumBroadcasts)
        {
            throw new NotRebuildableException(
                $"the run has {calls.Count} broadcasts, and a schedule is made of at most {MaximumBroadcasts}; "
                + "run it with fewer --messages");
        }

        var real = Checkers.Run(run);
        var scenario = ScenarioOf(run, records, calls, real, options);
        return new TraceFollower(scenario, records, run).Follow(real);
    }

    /// <summary>As the session told its members; else as the summary names them.</summary>
    private static string[] JoinOrder(RunHistory run)
    {
        var started = run.Peers.SelectMany(peer => peer.Events).Where(e => e.Event == TraceEventKind.SessionStarted && e.Detail is not null)
            .Select(e => e.Detail!.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault();
        return started ?? throw new NotRebuildableException("no trace holds session-started, so the join order is unknown");
    }

    private static PeerRecord RecordOf(RunHistory run, string name) =>
        run.Peers.FirstOrDefault(peer => peer.Name == name) is { } peer
            ? new PeerRecord(peer.Name, peer.Events)
            : throw new NotRebuildableException($"there is no trace of {name}, which was a member of the session");

    private static IEnumerable<ScriptedCall> CallsOf(PeerRecord record, int number) =>
        record.Events.Where(e => IsCall(e) && e.Id is { } id && id.Host == record.Name)
            .Select(e => e.Id!.Value.Local).Distinct()
            .Select(local => new ScriptedCall(number, $"{number}x{local}"));

    internal static bool IsCall(in TraceEvent e) =>
        e.Event == TraceEventKind.HeldBroadcast || (e.Event == TraceEventKind.SentBroadcast && e.Detail is null);

    private static ExplorationScenario ScenarioOf(
        RunHistory run, List<PeerRecord> records, List<ScriptedCall> calls, CheckReport real, JsonObject? options)
    {
        var usual = new ExplorationScenario();
        var isUniform = run.Facts.IsUniform || real.Verdicts.Any(verdict => verdict.Outcome == Outcome.Reported);
        var suspicions = records.SelectMany(record => record.Events).Count(TraceWords.IsSilence);
        var killed = run.Peers.Count(peer => peer.Fate == PeerFate.Killed);
        return new ExplorationScenario
        {
            Bounds = new ExplorationBounds
            {
                Peers = records.Count,
                Calls = calls,
                Crashes = Math.Min(killed, records.Count - 1),
                Leaves = Math.Min(run.Peers.Count(peer => peer.Fate == PeerFate.Left), records.Count - 1),
                Suspicions = Math.Min(suspicions, 3),
                Guarantees = isUniform ? AtomicBroadcast.Uniform : AtomicBroadcast.All,
            },
            Buffering = TextOf(options, "buffering") == "distributed" ? Buffering.Distributed : Buffering.Replicated,
            Window = NumberOf(options, "window") ?? usual.Window,
            AcknowledgeEvery = NumberOf(options, "acknowledgeEvery") ?? usual.AcknowledgeEvery,
        };
    }

    private static string? TextOf(JsonObject? options, string name) =>
        options?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int? NumberOf(JsonObject? options, string name) =>
        options?[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
