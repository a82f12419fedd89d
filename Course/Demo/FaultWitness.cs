using Course.Hosting;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Commands.Demo;

/// <summary>Whether the traces show the fault that was asked for. A run without it proves nothing about it.</summary>
internal static class FaultWitness
{
    /// <returns>What is missing, in words; null when the fault was witnessed.</returns>
    public static string? Missing(DemoOptions options, RunRecord record, RunHistory history, Witness witness)
    {
        var plan = options.Fault;
        if (plan.Kind == FaultKind.None) return null;
        if (plan.Kind == FaultKind.Stop) return MissingStop(record, witness);
        if (record.Killed.Count < plan.Count)
        {
            return plan.At is { } point && record.Killed.Count == 0
                ? $"the relayer delivered its broadcast {point.Broadcast} and did not kill itself inside it"
                : $"only {record.Killed.Count} of {plan.Count} kills happened";
        }

        var seen = plan.Kind == FaultKind.KillClient ? witness.KilledClients : witness.KilledRelayers;
        var unseen = record.Killed.Except(seen).ToList();
        if (unseen.Count > 0)
        {
            var role = plan.Kind == FaultKind.KillClient ? "client" : "relayer";
            return $"the trace of {string.Join(", ", unseen)} does not show a {role} when it was killed";
        }

        if (plan.Kind != FaultKind.KillClient && witness.ReceivedFinishes + witness.SentFinishes == 0 && history.Correct.Count > 1)
            return "no survivor's trace shows the end of a synchronization phase";
        return plan.At is { } at ? MissingCut(at, record.Killed[0], history) : null;
    }

    private static string? MissingStop(RunRecord record, Witness witness)
    {
        var unseen = record.Stopped.Except(witness.Excluded).ToList();
        return record.Stopped.Count == 0 ? "nobody was stopped"
            : unseen.Count > 0 ? $"the trace of {string.Join(", ", unseen)} does not say that it was excluded"
            : null;
    }

    /// <summary>
    /// The relayer's own trace ends inside its K-th broadcast, with J sends to others: its lines reach the operating system before the
    /// frames, so for J = 0 the line of a send that never left may be there. Fewer than J may have received it: who hears of the death
    /// from another peer first drops what still lies in its own socket.
    /// </summary>
    private static string? MissingCut(KillPoint at, string relayer, RunHistory history)
    {
        var last = history.Correct.Select(peer => LastFrom(peer, relayer)).ToList();
        var reached = last.Count(sequence => sequence >= at.Broadcast);
        if (last.Any(sequence => sequence > at.Broadcast))
            return $"{relayer} was to die inside its broadcast {at.Broadcast}, and relay {last.Max()} of it was received";
        if (reached > at.Sends)
            return $"broadcast {at.Broadcast} of {relayer} was to reach {at.Sends} of the others, and {reached} received it";
        var sends = history.Peers.Single(peer => peer.Name == relayer).Events.Count(e =>
            e.Event == TraceEventKind.SentRelay && e.Sequence == at.Broadcast && e.To != relayer);
        return sends == at.Sends || (at.Sends == 0 && sends == 1)
            ? null
            : $"{relayer} was to die after {at.Sends} sends of its broadcast {at.Broadcast}, and its trace shows {sends}";
    }

    private static long LastFrom(PeerHistory peer, string relayer) => peer.Events
        .TakeWhile(e => e.Event != TraceEventKind.ProcessLeft || e.From != relayer)
        .Where(e => e.Event == TraceEventKind.ReceivedRelay && e.From == relayer)
        .Select(e => e.Sequence ?? 0)
        .DefaultIfEmpty(0)
        .Max();
}
