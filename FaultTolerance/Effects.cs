namespace Course.FaultTolerance;

/// <summary>Send an own broadcast to the relayer. <paramref name="Resend"/>: it was sent to an earlier relayer and never echoed.</summary>
public readonly record struct SendBroadcast(
    PeerNumber To, Epoch Epoch, BroadcastId Id, LastReceived LastReceived, Body Body, bool Resend);

/// <summary>
/// Release a numbered broadcast to the relayer object, which multicasts it to the others first and to itself last (rule 17).
/// Each of its N sends comes back as <see cref="SentRelay"/> with this id, at once or later.
/// </summary>
public readonly record struct PassBroadcast(Epoch Epoch, SequenceNumber Sequence, BroadcastId Id, Body Body);

/// <summary>
/// Send a relay, to this peer itself too. <paramref name="Fill"/>: it completes a partial broadcast during synchronization.
/// Fills, finish and relays share one ordered path per receiver (rule 13).
/// </summary>
public readonly record struct SendRelay(
    PeerNumber To, Epoch Epoch, SequenceNumber Sequence, BroadcastId Id, LastReceived Stable, Body Body, bool Fill);

/// <summary>Hand a message to the application of this peer, in its place in the order.</summary>
public readonly record struct Deliver(Epoch Epoch, SequenceNumber Sequence, BroadcastId Id, Body Body);

/// <summary>Tell the relayer how far this peer has come. Bypasses every bound (rule 11).</summary>
public readonly record struct SendAcknowledgement(PeerNumber To, Epoch Epoch, LastReceived Last);

/// <summary>Tell the newly elected relayer what this peer holds. Bypasses every bound (rule 11).</summary>
public readonly record struct SendReport(PeerNumber To, Report Report);

/// <summary>Tell a slave that the synchronization phase is over. It goes behind the fills on the same link (rule 12).</summary>
public readonly record struct SendFinishSynchronization(PeerNumber To, Epoch Epoch, LastReceived Last);

/// <summary>
/// Tell a peer that another has left (rule 3). The peer that left is told itself, just before its link is closed: if it is not dead
/// it ends.
/// </summary>
public readonly record struct SendLeft(PeerNumber To, PeerNumber Peer, string Reason);

/// <summary>
/// Close the link to a peer that has left, behind what was sent on it; nothing that comes from it is accepted any more (rule 4).
/// </summary>
public readonly record struct CloseLink(PeerNumber Peer, string Reason);

/// <summary>An event was dropped on purpose; for the trace.</summary>
public readonly record struct Discard(
    EventKind Event, PeerNumber From, Epoch Epoch, SequenceNumber? Sequence, BroadcastId? Id, string Reason);

/// <summary>The relayer has left; this peer has reported to <paramref name="Relayer"/> (or is it) and holds its broadcasts.</summary>
public readonly record struct EnteredSynchronization(Epoch Epoch, PeerNumber Relayer);

/// <summary>This peer sends broadcasts again.</summary>
public readonly record struct FinishedSynchronization(Epoch Epoch);

/// <summary>This peer is the relayer of the epoch: at the start, or from its election on, before it has completed anything.</summary>
public readonly record struct BecameRelayer(Epoch Epoch);

/// <summary>
/// An own broadcast waits: this peer synchronizes, or the session has not started (then the host is not known yet and is zero).
/// </summary>
public readonly record struct HeldBroadcast(BroadcastId Id);

/// <summary>This peer is no part of the session any more. Nothing is delivered after it and every later event is discarded.</summary>
public readonly record struct EndSession(string Reason);
