namespace Course.FaultTolerance;

/// <summary>
/// The fault-tolerance managers of one peer, and their only entry: events go in, effects come out through the sink. Pure: equal state
/// and equal event give equal effects, whatever the machine, the clock or the thread. One caller at a time; the peer's loop calls.
/// After a <see cref="ProtocolViolationException"/> the managers must not be used any more: the peer has to end.
/// </summary>
public sealed partial class FaultToleranceManagers
{
    private readonly SessionState _session;
    private readonly SlaveFaultToleranceManager _slave;
    private readonly MasterFaultToleranceManager _master;
    private readonly EarlyEvents _early;
    private bool _isHandingOver;

    /// <exception cref="ArgumentException">An option is out of range; see <see cref="FaultToleranceOptions.Validate"/>.</exception>
    public FaultToleranceManagers(FaultToleranceOptions options)
    {
        options.Validate();
        _session = new SessionState(options);
        _slave = new SlaveFaultToleranceManager(_session);
        _master = new MasterFaultToleranceManager(_session, _slave);
        _early = new EarlyEvents(options);
    }

    /// <summary>
    /// Handles one event and hands the effects to the sink, in order. Called by the sink from within an effect it handles the event,
    /// appends its effects, and returns; the outermost call hands them over. So no handler is ever re-entered.
    /// </summary>
    /// <exception cref="ProtocolViolationException">An invariant is broken; the text names peer, values and rule.</exception>
    public void Handle<TEvent>(in TEvent e, IEffectSink sink) where TEvent : struct, IEvent
    {
        e.RaiseAt(this);
        if (_isHandingOver) return;
        _isHandingOver = true;
        try
        {
            while (_session.Outbox.TryHandOver(sink))
            {
            }
        }
        finally
        {
            _isHandingOver = false;
        }
    }

    // Message events, in the lecture's order: each goes to the managers it concerns

    internal void On(in SessionStarted e)
    {
        _session.Start(e);
        _master.On(e);
        _slave.On(e);
        _early.RaiseAt(this);
    }

    internal void On(in SentBroadcast e)
    {
        if (IsEnded) Discard(e, Ended); else _slave.On(e);
    }

    internal void On(in ReceivedBroadcast e)
    {
        if (Admits(e, e.From)) _master.On(e);
    }

    internal void On(in SentRelay e)
    {
        if (IsEnded) Discard(e, Ended); else _master.On(e);
    }

    internal void On(in ReceivedRelay e)
    {
        if (!Admits(e, e.From)) return;
        _slave.On(e);
        _master.On(e);
    }

    internal void On(in ReceivedAcknowledgement e)
    {
        if (Admits(e, e.From)) _master.On(e);
    }

    internal void On(in ReceivedReport e)
    {
        if (!Admits(e, e.From)) return;
        OlderRelayersLeft(e.Report.Epoch, e.From);
        if (Admits(e, e.From)) _master.On(e);
    }

    internal void On(in ReceivedFinishSynchronization e)
    {
        if (!Admits(e, e.From)) return;
        OlderRelayersLeft(e.Epoch, e.From);
        if (Admits(e, e.From)) _slave.On(e);
    }

    internal void On(in Idle e)
    {
        if (IsStarted && !IsEnded) _slave.On(e);
    }

    // Membership events: one handler, however the leave became known

    internal void On(in ProcessLeft e)
    {
        if (!IsStarted) _early.Hold(e, e.Peer);
        else if (IsEnded) Discard(e, Ended);
        else if (!_session.Membership.IsLive(e.Peer)) Discard(e, NotLive);
        else if (e.Peer == Self) End(e.Reason);
        else Leave(e);
    }

    internal void On(in ReceivedLeft e)
    {
        if (!Admits(e, e.From)) return;
        if (!_session.Membership.IsLive(e.Peer)) Discard(e, NotLive);
        else if (e.Peer == Self) End($"peer {e.From} tells that this peer has left ({e.Reason})");
        else Leave(new ProcessLeft(e.Peer, e.Reason));
    }

    private void Leave(in ProcessLeft e)
    {
        _session.Membership.TryLeave(e.Peer);
        _slave.On(e);
        _master.On(e);
    }

    /// <summary>
    /// A report or finish for a higher epoch says that its sender knows the older relayers to have left (rule 3). So a report that
    /// comes before the failure was noticed here is not lost; it is how the failure is noticed (trap 3).
    /// </summary>
    private void OlderRelayersLeft(Epoch epoch, PeerNumber from)
    {
        var named = _session.Elector.RelayerOf(epoch);
        while (Epoch < epoch && !IsEnded)
        {
            On(new ProcessLeft(Relayer, $"peer {from} is in epoch {epoch}, in which peer {named} relays"));
        }
    }

    private void End(string reason)
    {
        // <A7.2> End a peer that was excluded.
        // | The others go on without this peer, whether it is right or not. Nothing more may be delivered here, not even what was
        // | accepted before and is still in the outbox: IsEnded, _session.Outbox. Say why in an EndSession.
        IsEnded = true;
        _session.Outbox.StopDeliveries();
        _session.Outbox.Add(new EndSession(
            $"Peer {Self} was excluded at epoch {Epoch}: {reason}. It delivers nothing more; join a new session."));
        // </A7.2>
    }

    // Which events concern this peer at all

    private const string Ended = "the session has ended at this peer";
    private const string NotLive = "this peer is no member or has left";

    private bool Admits<TEvent>(in TEvent e, PeerNumber from) where TEvent : struct, IEvent
    {
        if (!IsStarted) _early.Hold(e, from);
        else if (IsEnded) Discard(e, Ended);
        else if (!_session.Membership.IsLive(from)) Discard(e, "the sender is no member or has left"); // rule 4
        else return true;
        return false;
    }

    private void Discard<TEvent>(in TEvent e, string reason) where TEvent : struct, IEvent => _session.Outbox.Add(e.Discarded(reason));
}
