namespace Course.Rpc.Tracing;

/// <summary>
/// What a trace line says. On the wire each is written in kebab case: <c>SentBroadcast</c> is <c>sent-broadcast</c>.
/// The meaning of each, and which fields it fills, stands in docs/trace-format.md.
/// </summary>
public enum TraceEventKind
{
    /// <summary>At the client: a broadcast goes to the relayer; a re-send has the detail <c>resend</c>.</summary>
    SentBroadcast,

    /// <summary>At the relayer: a broadcast was taken from a client.</summary>
    ReceivedBroadcast,

    /// <summary>At the relayer: one numbered broadcast, or a fill of an old one, goes to one peer.</summary>
    SentRelay,

    /// <summary>At a client: a relay was taken from the relayer.</summary>
    ReceivedRelay,

    /// <summary>The relayer-client handed the message to the application's replica: its place in the order is final here.</summary>
    Delivered,

    /// <summary>A received message was not expected and is dropped; the detail says why.</summary>
    Discarded,

    /// <summary>At the client: a broadcast was made and waits, because the peer is in the synchronization phase.</summary>
    HeldBroadcast,

    /// <summary>The connection manager learned of a new peer (<c>from</c>).</summary>
    ProcessJoined,

    /// <summary>The connection manager declared a peer (<c>from</c>) gone; the detail is the reason.</summary>
    ProcessLeft,

    /// <summary>The relayer left: no own broadcast is sent until finish of this epoch.</summary>
    EnteredSynchronization,

    /// <summary>At a slave manager: the report of what it holds goes to the new relayer.</summary>
    SentReport,

    /// <summary>At the newly elected relayer: a report was taken.</summary>
    ReceivedReport,

    /// <summary>At the master manager: the synchronization phase of the epoch is over for one slave.</summary>
    SentFinishSynchronization,

    /// <summary>At a slave manager, the master's own included: the synchronization phase of the epoch is over here.</summary>
    ReceivedFinishSynchronization,

    /// <summary>This peer is the relayer of the epoch from here on.</summary>
    BecameRelayer,

    /// <summary>The member list is frozen and the session is open.</summary>
    SessionStarted,

    /// <summary>The session is over for this peer; the detail is the reason.</summary>
    SessionEnded,

    /// <summary>This peer tells another (<c>to</c>) that a peer is gone; the detail names it.</summary>
    SentLeft,

    /// <summary>Another peer (<c>from</c>) said that a peer is gone; the detail names it.</summary>
    ReceivedLeft,

    /// <summary>At a client: the relayer is told the last received sequence number.</summary>
    SentAcknowledgement,

    /// <summary>At the relayer: a client's last received sequence number was taken.</summary>
    ReceivedAcknowledgement,

    /// <summary>The application's replica threw while a message was delivered; the order goes on.</summary>
    DeliveryFailed,

    /// <summary>The last line of a trace that was ended in order; nothing follows.</summary>
    TraceEnded,
}
