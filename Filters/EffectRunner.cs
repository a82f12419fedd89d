using Course.FaultTolerance;
using Course.Rpc.Filtering;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Filters;

/// <summary>
/// Carries out what the managers answer: passes, wraps, fills, delivers, originates messages between managers. Takes no decision of
/// its own. Every effect is traced before it is carried out. On the loop only.
/// </summary>
internal sealed class EffectRunner : IEffectSink
{
    private readonly IFaultToleranceManagers _managers;
    private readonly ConnectionManager _connections;
    private readonly HeaderList _headers;
    private readonly ManagerMessages _messages;
    private readonly MemberTable _members;
    private readonly EventTrace _trace;
    private readonly FilterPosition _at;
    private RelayWrapping _lastWrapping;
    private ReadOnlyMemory<byte> _lastWrapped;

    public EffectRunner(
        IFaultToleranceManagers managers, ConnectionManager connections, HeaderList headers, ManagerMessages messages, MemberTable members,
        EventTrace trace, FilterPosition at)
    {
        _managers = managers;
        _connections = connections;
        _headers = headers;
        _messages = messages;
        _members = members;
        _trace = trace;
        _at = at;
    }

    public void SendBroadcast(in SendBroadcast effect)
    {
        _trace.SentBroadcast(effect);
        // <A3.6> Carry out the answers.
        // | A new call of the broadcast's form goes on toward the wire, to the peer that the effect names, in its wrapping.
        var wrapping = new BroadcastWrapping(effect.Epoch, effect.Id, effect.LastReceived).Wrap();
        _at.SendOn(NewCall(_headers.Broadcast, _members.NameOf(effect.To), effect.Body) with { Wrapping = wrapping });
        // </A3.6>
    }

    public void PassBroadcast(in PassBroadcast effect)
    {
        // <A3.6> Carry out the answers.
        // | The relayer object is called, toward the application, as by the owner of the id, with a BroadcastContext and no wrapping.
        // The relays that the relayer object makes of it inherit the context, and are known again by it.
        var context = new BroadcastContext(effect.Epoch, effect.Sequence, effect.Id);
        var call = NewCall(_headers.Broadcast, _connections.Self, effect.Body);
        _at.DeliverOn(call with { From = _members.NameOf(effect.Id.Host), Context = context });
        // </A3.6>
    }

    public void SendRelay(in SendRelay effect)
    {
        _trace.SentRelay(effect);
        // <A3.6> Carry out the answers.
        // | A call of the relay's form in its wrapping; Wrap lets the N relays of a broadcast share it.
        _at.SendOn(NewCall(_headers.Relay, _members.NameOf(effect.To), effect.Body) with { Wrapping = Wrap(effect) });
        // </A3.6>
    }

    public void Deliver(in Deliver effect)
    {
        // <A3.6> Carry out the answers.
        // | The relayer-client is called, toward the application, as by the relayer. Its context is for the trace only: null without.
        var context = _trace.IsEnabled ? new BroadcastContext(effect.Epoch, effect.Sequence, effect.Id) : null;
        var call = NewCall(_headers.Relay, _connections.Self, effect.Body);
        _at.DeliverOn(call with { From = _members.NameOf(_managers.Relayer), Context = context });
        // </A3.6>
    }

    public void SendAcknowledgement(in SendAcknowledgement effect)
    {
        _trace.SentManagerMessage(TraceEventKind.SentAcknowledgement, effect.To, effect.Epoch, effect.Last);
        // <A3.6> Carry out the answers.
        // | The filter's own message, by _messages; Originate sends it in this peer's name.
        Originate(_messages.Acknowledge(_members.NameOf(effect.To), effect.Epoch, effect.Last));
        // </A3.6>
    }

    public void SendReport(in SendReport effect)
    {
        _trace.SentManagerMessage(
            TraceEventKind.SentReport, effect.To, effect.Report.Epoch, effect.Report.Last, $"{effect.Report.Entries.Count} entries");
        // <A3.6> Carry out the answers.
        // | In parts that fit a frame, in order.
        foreach (var part in ReportParts.Split(effect.Report)) Originate(_messages.Report(_members.NameOf(effect.To), part));
        // </A3.6>
    }

    public void SendFinishSynchronization(in SendFinishSynchronization effect)
    {
        _trace.SentManagerMessage(TraceEventKind.SentFinishSynchronization, effect.To, effect.Epoch, effect.Last);
        // <A3.6> Carry out the answers.
        Originate(_messages.FinishSynchronization(_members.NameOf(effect.To), effect.Epoch, effect.Last));
        // </A3.6>
    }

    public void SendLeft(in SendLeft effect)
    {
        _trace.SentLeft(effect);
        Originate(_messages.Left(_members.NameOf(effect.To), effect.Peer, effect.Reason));
    }

    public void CloseLink(in CloseLink effect)
    {
        var farewell = $"excluded at epoch {_managers.Epoch.Value} by '{_connections.Self}': {effect.Reason}";
        _connections.Exclude(_members.NameOf(effect.Peer), LeaveReason.Excluded, effect.Reason, farewell);
    }

    public void Discard(in Discard effect)
    {
        // Everybody tells everybody of a leave: hearing it again is no discarded message.
        if (effect.Event is not (EventKind.ProcessLeft or EventKind.ReceivedLeft)) _trace.Discarded(effect);
    }

    public void EnteredSynchronization(in EnteredSynchronization effect) =>
        _trace.Phase(TraceEventKind.EnteredSynchronization, effect.Epoch, _managers.Last, effect.Relayer);

    public void FinishedSynchronization(in FinishedSynchronization effect)
    {
        // The master's own finish is no message; at a slave the message was traced when it came.
        if (_managers.IsRelayer) _trace.Phase(TraceEventKind.ReceivedFinishSynchronization, effect.Epoch, _managers.Last);
    }

    public void BecameRelayer(in BecameRelayer effect) => _trace.Phase(TraceEventKind.BecameRelayer, effect.Epoch, _managers.Last);

    public void HeldBroadcast(in HeldBroadcast effect) => _trace.HeldBroadcast(effect.Id, _connections.Self);

    public void EndSession(in EndSession effect) => _connections.End(LeaveReason.Excluded, effect.Reason);

    private static Envelope NewCall(CallForm form, PeerName to, Body body) =>
        new() { Kind = EnvelopeKind.OneWay, To = to, Target = form.Target, Header = form.Header, Payload = body.Bytes };

    /// <summary>The N relays of one broadcast share their wrapping, and by it their frame.</summary>
    private ReadOnlyMemory<byte> Wrap(in SendRelay effect)
    {
        var wrapping = new RelayWrapping(effect.Epoch, effect.Sequence, effect.Id, effect.Stable);
        if (wrapping != _lastWrapping || _lastWrapped.IsEmpty) (_lastWrapping, _lastWrapped) = (wrapping, wrapping.Wrap());
        return _lastWrapped;
    }

    private void Originate(in Envelope envelope) => _at.SendOn(envelope with { From = _connections.Self });
}
