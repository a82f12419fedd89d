using Course.Rpc.Loops;

namespace Course.Rpc.Tracing;

/// <summary>
/// One line of a trace. A field that does not belong to the event is null and is not written.
/// <see cref="Time"/> and <see cref="Peer"/> may be left out where a <see cref="PeerTrace"/> fills them in.
/// </summary>
public readonly record struct TraceEvent
{
    /// <summary>Microseconds; never goes back within one peer, says nothing between two machines.</summary>
    public long Time { get; init; }

    /// <summary>The peer at which the event happens.</summary>
    public string Peer { get; init; }

    /// <summary>What happened.</summary>
    public TraceEventKind Event { get; init; }

    /// <summary>The lecture's role of the thread.</summary>
    public ThreadRole Thread { get; init; }

    /// <summary>The epoch: the rank of the relayer in the election order, from 1.</summary>
    public int? Epoch { get; init; }

    /// <summary>The sequence number, from 1; in a report, an acknowledgement or a finish the last one, 0 for "nothing yet".</summary>
    public long? Sequence { get; init; }

    /// <summary>The broadcast that is meant.</summary>
    public TraceId? Id { get; init; }

    /// <summary>The peer that sent the message; for a membership event, the peer that it is about.</summary>
    public string? From { get; init; }

    /// <summary>The peer that the message goes to.</summary>
    public string? To { get; init; }

    /// <summary>Number of the message on its directed link <c>from → to</c>, equal at the send and at its receive.</summary>
    public int? Link { get; init; }

    /// <summary>Header of the application's call: <c>Name(type,type)</c>.</summary>
    public string? Header { get; init; }

    /// <summary><see cref="TraceDigest"/> of the encoded arguments.</summary>
    public string? Digest { get; init; }

    /// <summary>What else there is to say; the words with a meaning stand in docs/trace-format.md.</summary>
    public string? Detail { get; init; }
}
