using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>What happened in a run, from its traces alone: whether the fault that was asked for was really seen.</summary>
public sealed record Witness
{
    /// <summary>Killed peers that had been the relayer.</summary>
    public required IReadOnlyList<string> KilledRelayers { get; init; }

    /// <summary>Killed peers that had never been the relayer.</summary>
    public required IReadOnlyList<string> KilledClients { get; init; }

    /// <summary>Peers whose own trace says that they were excluded, whatever befell them before.</summary>
    public required IReadOnlyList<string> Excluded { get; init; }

    /// <summary>Multicasts that reached some and not all, because their relayer went.</summary>
    public required IReadOnlyList<PartialMulticast> PartialMulticasts { get; init; }

    /// <summary>The highest epoch that any trace names; 1 if no relayer was ever replaced.</summary>
    public required int LastEpoch { get; init; }

    /// <summary>Relays that a new relayer sent in its synchronization phase, to complete what some peer lacked.</summary>
    public required int Fills { get; init; }

    public required int SentReports { get; init; }

    public required int ReceivedReports { get; init; }

    public required int SentFinishes { get; init; }

    public required int ReceivedFinishes { get; init; }

    /// <summary>Broadcasts sent again after a finish.</summary>
    public required int Resends { get; init; }

    /// <summary>Broadcasts made during a synchronization phase.</summary>
    public required int Held { get; init; }

    public static Witness Of(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var counts = new Dictionary<TraceEventKind, int>();
        var (fills, resends, lastEpoch) = (0, 0, 0);
        foreach (var p in run.Peers)
        {
            var isSynchronizing = false;
            foreach (var e in p.Events)
            {
                counts[e.Event] = counts.GetValueOrDefault(e.Event) + 1;
                if (e.Event == TraceEventKind.EnteredSynchronization) isSynchronizing = true;
                if (e.Event == TraceEventKind.ReceivedFinishSynchronization) isSynchronizing = false;
                if (e.Event == TraceEventKind.SentRelay && (isSynchronizing || e.Detail == "fill")) fills++;
                if (e is { Event: TraceEventKind.SentBroadcast, Detail: "resend" }) resends++;
                lastEpoch = Math.Max(lastEpoch, e.Epoch ?? 0);
            }
        }

        return new Witness
        {
            KilledRelayers = [.. run.Peers.Where(p => p.Fate == PeerFate.Killed && WasRelayer(p)).Select(p => p.Name)],
            KilledClients = [.. run.Peers.Where(p => p.Fate == PeerFate.Killed && !WasRelayer(p)).Select(p => p.Name)],
            Excluded = [.. run.Peers.Where(p => p.IsExcluded).Select(p => p.Name)],
            PartialMulticasts = [.. run.Peers.Where(p => !p.IsCorrect).SelectMany(p => PartialMulticast.Of(run, p))],
            LastEpoch = lastEpoch,
            Fills = fills,
            SentReports = counts.GetValueOrDefault(TraceEventKind.SentReport),
            ReceivedReports = counts.GetValueOrDefault(TraceEventKind.ReceivedReport),
            SentFinishes = counts.GetValueOrDefault(TraceEventKind.SentFinishSynchronization),
            ReceivedFinishes = counts.GetValueOrDefault(TraceEventKind.ReceivedFinishSynchronization),
            Resends = resends,
            Held = counts.GetValueOrDefault(TraceEventKind.HeldBroadcast),
        };
    }

    private static bool WasRelayer(PeerHistory p) =>
        p.Events.Any(e => e.Event is TraceEventKind.BecameRelayer or TraceEventKind.SentRelay);
}
