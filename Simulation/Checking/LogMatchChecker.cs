using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>
/// Log match: for each (epoch, sequence) there is at most one id in all relays of P, sent, received or delivered;
/// and at most one <c>became-relayer</c> for each epoch. Judged at every prefix.
/// </summary>
public sealed class LogMatchChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.LogMatch;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        var log = new Dictionary<(int Epoch, long Sequence), (TraceId Id, string Peer)>();
        var relayers = new Dictionary<int, PeerHistory>();
        foreach (var p in run.Peers)
        {
            foreach (var e in p.Events)
            {
                if (e.Event is TraceEventKind.SentRelay or TraceEventKind.ReceivedRelay or TraceEventKind.Delivered)
                    JudgeRelay(log, p, e, story);
                else if (e is { Event: TraceEventKind.BecameRelayer, Epoch: { } epoch })
                    JudgeRelayer(relayers, p, epoch, story);
            }
        }

        return story.Judge();
    }

    private static void JudgeRelay(
        Dictionary<(int Epoch, long Sequence), (TraceId Id, string Peer)> log, PeerHistory p, in TraceEvent e, Story story)
    {
        if (e is not { Epoch: { } epoch, Sequence: { } sequence, Id: { } id }) return;
        if (!log.TryGetValue((epoch, sequence), out var known)) log.Add((epoch, sequence), (id, p.Name));
        else if (known.Id != id) AddClash(known, p, e, story);
    }

    private static void AddClash((TraceId Id, string Peer) known, PeerHistory p, TraceEvent e, Story story) => story.Add(() =>
        $"number ({e.Epoch}, {e.Sequence}) stands for {known.Id} at {known.Peer} and for {e.Id} at {p} ({TraceNames.Of(e.Event)})");

    private static void JudgeRelayer(Dictionary<int, PeerHistory> relayers, PeerHistory p, int epoch, Story story)
    {
        if (relayers.TryAdd(epoch, p)) return;
        var first = relayers[epoch];
        story.Add(() => first == p
            ? $"{p} became relayer of epoch {epoch} twice; a peer relays in at most one epoch, begun once"
            : $"{first} and {p} both became relayer of epoch {epoch}; an epoch is the rank of one relayer");
    }
}
