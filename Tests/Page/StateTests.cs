using System.Text.Json;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;
using Course.Tests.Simulation.Viewing;

namespace Course.Tests.Page;

/// <summary>The states that the page's script derives, held against those of a slow look at the whole past, event for event.</summary>
[TestFixture]
public sealed class StateTests : ChromiumFixture
{
    [Test]
    public async Task States_AfterEachEventOfARunOfWholePeers_AreThoseOfThePast()
    {
        var run = SampleRuns.OfWholePeers();
        var kinds = run.Peers.SelectMany(peer => peer.Events).Select(e => e.Event).ToHashSet();
        Assert.That(
            kinds,
            Is.SupersetOf(new[]
            {
                TraceEventKind.HeldBroadcast, TraceEventKind.EnteredSynchronization, TraceEventKind.ReceivedFinishSynchronization,
                TraceEventKind.SessionEnded,
            }),
            "vacuous");
        await HoldAsync(run);
    }

    [Test]
    public Task States_AfterEachEventOfARunOfAllKinds_AreThoseOfThePast() => HoldAsync(SampleRuns.OfAllKinds());

    [Test]
    public Task States_BeyondTheFirstCheckpoints_AreThoseOfThePast() => HoldAsync(SampleRuns.Long(1_400));

    [Test]
    public async Task States_OfARelayThatIsFencedAndOfOneThatCameByAReport_CountTheSecondAlone()
    {
        var run = new LinkedTraces("ann", "ben", "eve").Start().Broadcast("ben:1", "ann", 1).Broadcast("eve:1", "ann", 1);
        var fenced = run.Relay("eve:1", 2, "ann", 1, "eve")[0];
        run.Receive(fenced).Add("eve", TraceEventKind.Discarded, fenced.Event with { From = "ann", Detail = "fenced" });
        run.Add("ben", TraceEventKind.Delivered, fenced.Event with { Id = LinkedTraces.IdOf("ben:1"), Sequence = 1 });
        await HoldAsync(SampleRuns.Paged("fenced", run));
    }

    private async Task HoldAsync(PagedRun run)
    {
        var linearization = Linearization.Of(new HappensBefore(run.Peers));
        var page = await OpenAsync(run);
        var states = await page.StatesAsync(linearization.Order.Count);
        var past = run.Peers.Select(_ => new List<TraceEvent>()).ToList();
        Assert.Multiple(() =>
        {
            for (var position = 0; position < linearization.Order.Count; position++)
            {
                var place = linearization.Order[position];
                past[place.Peer].Add(run.Peers[place.Peer].Events[place.Index]);
                for (var peer = 0; peer < run.Peers.Count; peer++)
                {
                    var isOver = past[peer].Count == run.Peers[peer].Events.Count && place.Peer != peer;
                    Assert.That(
                        Shown(states[position][peer]), Is.EqualTo(Derived(run, run.Peers[peer], past[peer], isOver)),
                        $"{run.Peers[peer].Name} after event {position + 1}");
                }
            }
        });
    }

    private static string Shown(JsonElement state) =>
        $"{state.GetProperty("phase")} epoch {state.GetProperty("epoch")} relayer {state.GetProperty("relayer")} "
        + $"last {state.GetProperty("last")} delivered {state.GetProperty("delivered")} "
        + $"[{string.Join(" ", state.GetProperty("deliveries").EnumerateArray())}] "
        + $"pending [{string.Join(" ", state.GetProperty("pending").EnumerateArray().Select(pair => $"{pair[0]} {pair[1]}"))}] "
        + $"live [{string.Join(" ", state.GetProperty("live").EnumerateArray())}]";

    private static string Derived(PagedRun run, PeerRecord peer, List<TraceEvent> past, bool isOver)
    {
        var isStarted = past.Exists(e => e.Event == TraceEventKind.SessionStarted);
        var epochs = past.Where(e => e.Event is TraceEventKind.EnteredSynchronization or TraceEventKind.BecameRelayer).ToList();
        var delivered = past.Where(e => e.Event == TraceEventKind.Delivered).Select(e => $"{e.Id}").ToList();
        var taken = past.Where((e, index) => e.Event == TraceEventKind.Delivered
            || (e.Event == TraceEventKind.ReceivedRelay && !IsDiscarded(peer, index))).ToList();
        var live = run.Peers.Select(one => one.Name).Except(past.Where(e => e.Event == TraceEventKind.ProcessLeft).Select(e => e.From!));
        var relayer = epochs.Count == 0 ? run.Peers[0].Name : run.Peers[epochs[^1].Epoch!.Value - 1].Name;
        return $"{Phase(run, peer, past, isOver)} epoch {(isStarted ? epochs.LastOrDefault().Epoch ?? 1 : "")} "
            + $"relayer {(isStarted ? relayer : "")} last {taken.Select(e => e.Sequence ?? 0).DefaultIfEmpty().Max()} "
            + $"delivered {delivered.Count} [{string.Join(" ", delivered.TakeLast(3))}] "
            + $"pending [{string.Join(" ", Pending(past, taken))}] live [{string.Join(" ", live)}]";
    }

    private static string Phase(PagedRun run, PeerRecord peer, List<TraceEvent> past, bool isOver)
    {
        if (isOver && run.Facts.Killed!.Contains(peer.Name)) return "crashed";
        return past.Select(e => PhaseFrom(e.Event)).OfType<string>().LastOrDefault("not started");
    }

    private static string? PhaseFrom(TraceEventKind kind) => kind switch
    {
        TraceEventKind.SessionStarted or TraceEventKind.ReceivedFinishSynchronization => "open",
        TraceEventKind.EnteredSynchronization => "synchronizing",
        TraceEventKind.SessionEnded or TraceEventKind.TraceEnded => "ended",
        _ => null,
    };

    private static IEnumerable<string> Pending(List<TraceEvent> past, List<TraceEvent> taken)
    {
        var own = past.Where(e => e.Event is TraceEventKind.SentBroadcast or TraceEventKind.HeldBroadcast).ToLookup(e => e.Id);
        var echoed = taken.Select(e => e.Id).ToHashSet();
        return own.Where(broadcast => !echoed.Contains(broadcast.Key))
            .Select(broadcast => $"{broadcast.Key} {(broadcast.Last().Event == TraceEventKind.HeldBroadcast ? "held" : "sent")}");
    }

    /// <summary>A discard follows its receive at once in these runs.</summary>
    private static bool IsDiscarded(PeerRecord peer, int receive) =>
        receive + 1 < peer.Events.Count && peer.Events[receive + 1].Event == TraceEventKind.Discarded;
}
