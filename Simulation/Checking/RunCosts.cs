using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// The messages of a run, counted at their senders. What a peer sends to itself is not counted, nor is the news of who left: every leave
/// is told to all, whether a synchronization phase follows or not.
/// </summary>
/// <param name="Broadcasts">Different broadcasts.</param>
/// <param name="OrderingMessages">Broadcasts, relays and acknowledgements.</param>
/// <param name="Synchronizations">Epochs whose synchronization phase somebody entered.</param>
/// <param name="SynchronizationMessages">Reports, fills, finishes, and broadcasts sent again.</param>
public sealed record RunCosts(int Broadcasts, long OrderingMessages, int Synchronizations, long SynchronizationMessages)
{
    internal static RunCosts Of(RunHistory run)
    {
        var epochs = new HashSet<int>();
        var (ordering, synchronizing) = (0L, 0L);
        foreach (var p in run.Peers)
        {
            foreach (var e in p.Events)
            {
                if (e is { Event: TraceEventKind.EnteredSynchronization, Epoch: { } epoch }) epochs.Add(epoch);
                if (e.To is null || e.To == p.Name) continue;
                if (IsOfSynchronization(e)) synchronizing++;
                else if (IsOfOrdering(e.Event)) ordering++;
            }
        }

        return new RunCosts(run.Peers.Sum(p => p.Broadcasts.Count), ordering, epochs.Count, synchronizing);
    }

    internal static bool IsOfOrdering(TraceEventKind kind) =>
        kind is TraceEventKind.SentBroadcast or TraceEventKind.SentRelay or TraceEventKind.SentAcknowledgement;

    private static bool IsOfSynchronization(in TraceEvent e) =>
        e.Event is TraceEventKind.SentReport or TraceEventKind.SentFinishSynchronization
        || e is { Event: TraceEventKind.SentRelay, Detail: "fill" } or { Event: TraceEventKind.SentBroadcast, Detail: "resend" };
}
