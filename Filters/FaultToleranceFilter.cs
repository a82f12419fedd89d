using Course.FaultTolerance;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Filters;

/// <summary>
/// The pair of send and receive filters between the relaying objects and the fault-tolerance managers. Turns envelopes and membership
/// into the lecture's events, and carries out the managers' answers; decides nothing.
/// </summary>
public sealed class FaultToleranceFilter : ISendReceiveFilter, ISessionObserver
{
    private readonly ConnectionManager _connections;
    private readonly HeaderList _headers;
    private readonly MemberTable _members;
    private readonly EventTrace _trace;
    private readonly ManagerMessages _messages;
    private readonly ReportParts _reports;
    private EffectRunner? _effects;
    private SendFilter? _send;
    private ReceiveFilter? _receive;

    /// <param name="managers">Master and slave of this peer; used by this filter alone.</param>
    /// <param name="connections">Membership.</param>
    /// <param name="serializer">Encodes the messages between managers.</param>
    /// <param name="headers">Which calls are application calls.</param>
    /// <param name="members">Filled by this filter at the start.</param>
    /// <param name="trace">Hears every event.</param>
    public FaultToleranceFilter(
        FaultToleranceManagers managers, ConnectionManager connections, IMessageSerializer serializer,
        HeaderList headers, MemberTable members, EventTrace trace)
    {
        Managers = managers;
        _connections = connections;
        _headers = headers;
        _members = members;
        _trace = trace;
        _messages = new ManagerMessages(serializer);
        // A report holds what may not be stable yet: twice the window covers a reporter that was told of stability late.
        _reports = new ReportParts(managers.Options.Buffering == Buffering.Distributed ? 1 : 2 * managers.Options.Window, members);
    }

    /// <summary>The managers, to look at.</summary>
    public FaultToleranceManagers Managers { get; }

    /// <inheritdoc/>
    public void Attach(FilterPosition at)
    {
        _effects = new EffectRunner(Managers, _connections, _headers, _messages, _members, _trace, at);
        _send = new SendFilter(Managers, _headers, _members, _effects);
        _receive = new ReceiveFilter(Managers, _headers, _messages, _members, _reports, _trace, _effects);
    }

    /// <inheritdoc/>
    public void OnSend(in Envelope envelope, FilterPosition at) => _send!.OnSend(envelope, at);

    /// <inheritdoc/>
    public void OnReceive(in Envelope envelope, FilterPosition at) => _receive!.OnReceive(envelope, at);

    void ISessionObserver.OnStarted(SessionStart start)
    {
        _members.Fill(start);
        Managers.Handle(new SessionStarted(_members.NumberOf(_connections.Self), _members.Members), _effects!);
    }

    void ISessionObserver.OnLeft(SessionMember member, LeaveReason reason, string detail)
    {
        // Join numbers may have gaps (somebody left before the start); the managers count the members from 1.
        var number = _members.NumberOf(member.Name);
        _reports.Forget(number);
        Managers.Handle(new ProcessLeft(number, detail), _effects!);
    }

    void ISessionObserver.OnTick() => Managers.Handle(default(Idle), _effects!);
}
