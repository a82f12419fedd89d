namespace Course.FaultTolerance;

/// <summary>
/// Something that happened at this peer and that the managers answer with effects. Past participle and noun, as in the lecture.
/// The family is closed: an event brings itself to its handler, so nothing is boxed and no type is tested.
/// </summary>
public interface IEvent
{
    internal void RaiseAt(FaultToleranceManagers managers);

    /// <summary>What the trace says when this event is dropped on purpose.</summary>
    internal Discard Discarded(string reason);
}

/// <summary>The names of the events, for traces and for <see cref="Discard"/>.</summary>
public enum EventKind
{
    SessionStarted,
    SentBroadcast,
    ReceivedBroadcast,
    SentRelay,
    ReceivedRelay,
    ReceivedAcknowledgement,
    ReceivedReport,
    ReceivedFinishSynchronization,
    ProcessLeft,
    ReceivedLeft,
    Idle,
}

/// <summary>
/// The rendezvous has frozen the member list. Once, before anything is numbered; what came earlier waits for it (rule 2).
/// </summary>
public readonly record struct SessionStarted(PeerNumber Self, IReadOnlyList<Member> Members) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.SessionStarted, default, default, null, null, reason);
}

/// <summary>The application on this peer broadcasts.</summary>
public readonly record struct SentBroadcast(Body Body) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.SentBroadcast, default, default, null, null, reason);
}

/// <summary>At the relayer: a broadcast of <paramref name="From"/> has come, with the newest relay that this peer had then.</summary>
public readonly record struct ReceivedBroadcast(PeerNumber From, Epoch Epoch, BroadcastId Id, LastReceived LastReceived, Body Body) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ReceivedBroadcast, From, Epoch, null, Id, reason);
}

/// <summary>
/// At the relayer: the relayer object sends the broadcast with this id to one of its N clients (the answer to
/// <see cref="PassBroadcast"/>). The manager answers with a <see cref="SendRelay"/> that bears the number of the broadcast.
/// </summary>
public readonly record struct SentRelay(PeerNumber To, BroadcastId Id, Body Body) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.SentRelay, default, default, null, Id, reason);
}

/// <summary>
/// At a client: a relay has come, or a fill, which is a relay with an old number and the new epoch.
/// <paramref name="Stable"/> is what the relayer knows to be received by all live members.
/// </summary>
public readonly record struct ReceivedRelay(
    PeerNumber From, Epoch Epoch, SequenceNumber Sequence, BroadcastId Id, LastReceived Stable, Body Body) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ReceivedRelay, From, Epoch, Sequence, Id, reason);
}

/// <summary>At the relayer: <paramref name="From"/> has accepted everything through <paramref name="Last"/>.</summary>
public readonly record struct ReceivedAcknowledgement(PeerNumber From, Epoch Epoch, LastReceived Last) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ReceivedAcknowledgement, From, Epoch, null, null, reason);
}

/// <summary>At the newly elected relayer (or at a peer that does not know yet that it is elected): what a slave holds.</summary>
public readonly record struct ReceivedReport(PeerNumber From, Report Report) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ReceivedReport, From, Report.Epoch, null, null, reason);
}

/// <summary>At a slave: the new relayer has completed every partial broadcast; its log ends at <paramref name="Last"/>.</summary>
public readonly record struct ReceivedFinishSynchronization(PeerNumber From, Epoch Epoch, LastReceived Last) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ReceivedFinishSynchronization, From, Epoch, null, null, reason);
}

/// <summary>
/// The transport or the failure detector of this peer has lost <paramref name="Peer"/>; the peer itself when it slept too long.
/// </summary>
public readonly record struct ProcessLeft(PeerNumber Peer, string Reason) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ProcessLeft, Peer, default, null, null, reason);
}

/// <summary>Another peer tells that <paramref name="Peer"/> has left: an exclusion is known to all (rule 3).</summary>
public readonly record struct ReceivedLeft(PeerNumber From, PeerNumber Peer, string Reason) : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.ReceivedLeft, From, default, null, null, reason);
}

/// <summary>
/// The peer's heartbeat tick: under replicated buffering what was not acknowledged is acknowledged now. Nothing else hangs on it.
/// </summary>
public readonly record struct Idle : IEvent
{
    void IEvent.RaiseAt(FaultToleranceManagers managers) => managers.On(this);

    Discard IEvent.Discarded(string reason) => new(EventKind.Idle, default, default, null, null, reason);
}
