namespace Course.FaultTolerance;

/// <summary>
/// What the master and the slave manager have in common. A manager overrides the events that concern it, <c>On(in ReceivedRelay e)</c>,
/// and answers with the verbs below, <c>Deliver(…)</c>; the verbs fill the outbox, which is handed over after the handler has ended.
/// A manager knows no clock and has no time-out: each of its waits names members, and a member answers or leaves (rule 18).
/// </summary>
internal abstract class FaultToleranceManager(SessionState session)
{
    // What the peer knows

    protected FaultToleranceOptions Options => session.Options;

    protected RelayLog Log => session.Log;

    protected PeerTable<long> Seen => session.Seen;

    protected RelayerElector Elector => session.Elector;

    protected PeerNumber Self => session.Membership.Self;

    protected PeerNumber Highest => session.Membership.Highest;

    protected PeerNumber Relayer => session.Elector.Relayer;

    protected Epoch Epoch => session.Elector.Epoch;

    protected bool IsRelayer => Relayer == Self;

    protected IReadOnlyList<PeerNumber> Live => session.Membership.Live;

    protected List<PeerNumber> Others => session.Membership.Others;

    protected bool IsMember(PeerNumber peer) => session.Membership.IsMember(peer);

    protected bool IsLive(PeerNumber peer) => session.Membership.IsLive(peer);

    // Events, in the lecture's order

    internal virtual void On(in SessionStarted e)
    {
    }

    internal virtual void On(in SentBroadcast e)
    {
    }

    internal virtual void On(in ReceivedBroadcast e)
    {
    }

    internal virtual void On(in SentRelay e)
    {
    }

    internal virtual void On(in ReceivedRelay e)
    {
    }

    internal virtual void On(in ReceivedAcknowledgement e)
    {
    }

    internal virtual void On(in ReceivedReport e)
    {
    }

    internal virtual void On(in ReceivedFinishSynchronization e)
    {
    }

    internal virtual void On(in Idle e)
    {
    }

    /// <summary>A member has left, once for each member, whether the transport, another peer or a report told it.</summary>
    internal virtual void On(in ProcessLeft e)
    {
    }

    // Verbs

    protected void SendBroadcast(BroadcastId id, Body body, bool resend) =>
        session.Outbox.Add(new SendBroadcast(Relayer, Epoch, id, Log.Last, body, resend));

    protected void PassBroadcast(SequenceNumber sequence, in Broadcast broadcast) =>
        session.Outbox.Add(new PassBroadcast(Epoch, sequence, broadcast.Id, broadcast.Body));

    protected void SendRelay(PeerNumber to, SequenceNumber sequence, BroadcastId id, Body body) =>
        session.Outbox.Add(new SendRelay(to, Epoch, sequence, id, Log.Stable, body, Fill: false));

    protected void SendFill(PeerNumber to, in LogEntry entry) =>
        session.Outbox.Add(new SendRelay(to, Epoch, entry.Sequence, entry.Id, Log.Stable, entry.Body, Fill: true));

    protected void Deliver(SequenceNumber sequence, BroadcastId id, Body body) =>
        session.Outbox.Add(new Deliver(Epoch, sequence, id, body));

    protected void SendAcknowledgement() => session.Outbox.Add(new SendAcknowledgement(Relayer, Epoch, Log.Last));

    protected void SendReport() => session.Outbox.Add(new SendReport(Relayer, new Report(Epoch, Log.Last, Log.Entries())));

    protected void SendFinishSynchronization(PeerNumber to) =>
        session.Outbox.Add(new SendFinishSynchronization(to, Epoch, Log.Last));

    protected void SendLeft(PeerNumber to, PeerNumber peer, string reason) => session.Outbox.Add(new SendLeft(to, peer, reason));

    protected void CloseLink(PeerNumber peer, string reason) => session.Outbox.Add(new CloseLink(peer, reason));

    protected void Discard<TEvent>(in TEvent e, string reason) where TEvent : struct, IEvent =>
        session.Outbox.Add(e.Discarded(reason));

    protected void TraceEnteredSynchronization() => session.Outbox.Add(new EnteredSynchronization(Epoch, Relayer));

    protected void TraceFinishedSynchronization() => session.Outbox.Add(new FinishedSynchronization(Epoch));

    protected void TraceBecameRelayer() => session.Outbox.Add(new BecameRelayer(Epoch));

    protected void TraceHeldBroadcast(BroadcastId id) => session.Outbox.Add(new HeldBroadcast(id));
}
