using Course.Rpc.Tracing;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>How far a peer is with its relays.</summary>
/// <param name="Relays">Broadcasts that it has relayed, the last one perhaps in part.</param>
/// <param name="Sends">Sends of the last one to other peers.</param>
/// <param name="Epoch">Epoch of the last one.</param>
/// <param name="Sequence">Number of the last one.</param>
internal readonly record struct RelayCount(int Relays, int Sends, int? Epoch, long? Sequence)
{
    /// <summary>The count after a send.</summary>
    public RelayCount After(LinkItem item)
    {
        if (item.Sent is not { Event: TraceEventKind.SentRelay } sent) return this;
        var begun = Begun(sent);
        return begun with { Sends = begun.Sends + 1 };
    }

    /// <summary>How many of the sends of a step leave before a scripted crash; null if it does not happen in this step.</summary>
    public int? SendsBefore(ScriptedCrash crash, IEnumerable<LinkItem> sends)
    {
        var (count, made) = (this, 0);
        foreach (var item in sends)
        {
            if (item.Sent is { Event: TraceEventKind.SentRelay } sent && count.Begun(sent).IsAt(crash)) return made;
            (count, made) = (count.After(item), made + 1);
            if (item.Sent is { Event: TraceEventKind.SentRelay } && count.IsAt(crash)) return made;
        }

        return null;
    }

    private RelayCount Begun(in TraceEvent sent) =>
        sent.Epoch == Epoch && sent.Sequence == Sequence ? this : new RelayCount(Relays + 1, 0, sent.Epoch, sent.Sequence);

    private bool IsAt(ScriptedCrash crash) => Relays == crash.Relay && Sends == crash.AfterSends;
}
