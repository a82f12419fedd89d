using Course.Filters;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Tests.Lab3;

/// <summary>The two halves of the fault-tolerance filter with recorded managers behind them.</summary>
internal sealed class FilterUnderTest : ISendReceiveFilter
{
    private readonly ConnectionManager _connections;
    private SendFilter? _send;
    private ReceiveFilter? _receive;

    public FilterUnderTest(PeerLoop loop, ConnectionManager connections, ITrace? trace = null)
    {
        _connections = connections;
        Trace = new EventTrace(trace ?? NoTrace.Instance, loop, Members, static body => ("", body.ToString() ?? ""));
    }

    public RecordedManagers Managers { get; } = new();

    public MemberTable Members { get; } = new();

    public EventTrace Trace { get; }

    public ManagerMessages Messages { get; private set; } = null!;

    public EffectRunner Effects { get; private set; } = null!;

    public void Attach(FilterPosition at)
    {
        Messages = new ManagerMessages(new MessagePackMessageSerializer());
        Effects = new EffectRunner(Managers, _connections, Forms.Headers, Messages, Members, Trace, at);
        _send = new SendFilter(Managers, Forms.Headers, Members, Effects);
        _receive = new ReceiveFilter(Managers, Forms.Headers, Messages, Members, new ReportParts(2, Members), Trace, Effects);
    }

    public void Fill(int members) => Members.Fill(StartOf(members));

    public static SessionStart StartOf(int members) =>
        new("lobby", [.. Enumerable.Range(1, members).Select(number => new SessionMember(PeerName.Parse($"p{number}"), number))]);

    public void OnSend(in Envelope envelope, FilterPosition at) => _send!.OnSend(envelope, at);

    public void OnReceive(in Envelope envelope, FilterPosition at) => _receive!.OnReceive(envelope, at);
}
