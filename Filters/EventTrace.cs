using Course.FaultTolerance;
using Course.Rpc;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Filters;

/// <summary>
/// Writes the lecture's events of one peer to its trace, each before the frame that it describes is sent. On the loop only.
/// </summary>
public sealed class EventTrace : ISessionObserver
{
    private readonly ITrace _trace;
    private readonly PeerLoop _loop;
    private readonly MemberTable _members;
    private readonly Func<Body, (string Header, string Digest)> _describe;
    private RpcPort? _port;

    /// <param name="trace">Where the lines go.</param>
    /// <param name="loop">Tells the role of the running step.</param>
    /// <param name="members">Names of the members.</param>
    /// <param name="describe">Header and digest of the application's call in a body.</param>
    public EventTrace(ITrace trace, PeerLoop loop, MemberTable members, Func<Body, (string Header, string Digest)> describe)
    {
        _trace = trace;
        _loop = loop;
        _members = members;
        _describe = describe;
    }

    /// <summary>Whether anything is written.</summary>
    public bool IsEnabled => _trace.IsEnabled;

    /// <summary>Gives the port whose links are numbered; before the session starts.</summary>
    public void Attach(RpcPort port) => _port = port;

    /// <summary>Ends the trace in order.</summary>
    public void End() => Record(new TraceEvent { Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Application });

    void ISessionObserver.OnStarted(SessionStart start) =>
        Membership(TraceEventKind.SessionStarted, null, string.Join(" ", start.Members.Select(member => member.Name)));

    void ISessionObserver.OnJoined(SessionMember member) => Membership(TraceEventKind.ProcessJoined, member.Name, null);

    void ISessionObserver.OnLeft(SessionMember member, LeaveReason reason, string detail) =>
        Membership(TraceEventKind.ProcessLeft, member.Name, $"{reason}: {detail}");

    void ISessionObserver.OnEnded(LeaveReason reason, string detail) =>
        Membership(TraceEventKind.SessionEnded, null, reason == LeaveReason.Goodbye ? detail : $"{reason}: {detail}");

    /// <summary>A call is handed to its replica.</summary>
    public void Delivered(BroadcastContext context, string header, ReadOnlySpan<byte> arguments)
    {
        if (!IsEnabled) return;
        Record(Placed(TraceEventKind.Delivered, context) with { Header = header, Digest = TraceDigest.Of(arguments) });
    }

    /// <summary>A replica threw.</summary>
    public void DeliveryFailed(BroadcastContext context, string header, Exception exception)
    {
        if (!IsEnabled) return;
        var detail = $"{exception.GetType().Name}: {exception.Message}";
        Record(Placed(TraceEventKind.DeliveryFailed, context) with { Header = header, Detail = detail });
    }

    internal void SentBroadcast(in SendBroadcast e)
    {
        if (!IsEnabled) return;
        var thread = e.Resend ? ThreadRole.Select : ThreadRole.Application;
        var sent = Sent(TraceEventKind.SentBroadcast, thread, e.To, e.Epoch, e.LastReceived.Count, e.Id, e.Body);
        Record(sent with { Sequence = null, Detail = e.Resend ? "resend" : null });
    }

    internal void HeldBroadcast(BroadcastId id, PeerName self) =>
        Record(new TraceEvent
        {
            Event = TraceEventKind.HeldBroadcast,
            Thread = ThreadRole.Application,
            Id = new TraceId(self.Value, id.LocalNumber),
        });

    internal void ReceivedBroadcast(in ReceivedBroadcast e)
    {
        if (IsEnabled) Record(Received(TraceEventKind.ReceivedBroadcast, ThreadRole.Rpc, e.From, e.Epoch, null) with { Id = IdOf(e.Id) });
    }

    internal void SentRelay(in SendRelay e)
    {
        if (!IsEnabled) return;
        var thread = e.Fill ? ThreadRole.Select : ThreadRole.Rpc;
        var sent = Sent(TraceEventKind.SentRelay, thread, e.To, e.Epoch, e.Sequence.Value, e.Id, e.Body);
        Record(sent with { Detail = e.Fill ? "fill" : null });
    }

    internal void ReceivedRelay(in ReceivedRelay e)
    {
        if (!IsEnabled) return;
        Record(Received(TraceEventKind.ReceivedRelay, ThreadRole.Rpc, e.From, e.Epoch, e.Sequence.Value) with { Id = IdOf(e.Id) });
    }

    internal void Discarded(in Discard e)
    {
        if (!IsEnabled) return;
        Record(new TraceEvent
        {
            Event = TraceEventKind.Discarded,
            Thread = ThreadRole.Rpc,
            Epoch = e.Epoch.Value,
            Sequence = e.Sequence?.Value,
            Id = e.Id is { } id ? IdOf(id) : null,
            From = _members.NameOf(e.From).Value,
            Detail = $"{e.Event}: {e.Reason}",
        });
    }

    internal void SentManagerMessage(TraceEventKind kind, PeerNumber to, Epoch epoch, LastReceived last, string? detail = null)
    {
        if (IsEnabled) Record(Sent(kind, ThreadRole.Select, to, epoch, last.Count) with { Detail = detail });
    }

    internal void ReceivedManagerMessage(TraceEventKind kind, PeerNumber from, Epoch epoch, LastReceived last, string? detail = null)
    {
        if (IsEnabled) Record(Received(kind, ThreadRole.Select, from, epoch, last.Count) with { Detail = detail });
    }

    internal void SentLeft(in SendLeft e)
    {
        if (!IsEnabled) return;
        var to = _members.NameOf(e.To);
        Record(new TraceEvent
        {
            Event = TraceEventKind.SentLeft,
            Thread = ThreadRole.Select,
            To = to.Value,
            Link = _port!.NextLinkNumber(to),
            Detail = $"{_members.NameOf(e.Peer)}: {e.Reason}",
        });
    }

    internal void ReceivedLeft(in ReceivedLeft e)
    {
        if (!IsEnabled) return;
        var from = _members.NameOf(e.From);
        Record(new TraceEvent
        {
            Event = TraceEventKind.ReceivedLeft,
            Thread = ThreadRole.Select,
            From = from.Value,
            Link = _port!.LastLinkNumber(from),
            Detail = $"{_members.NameOf(e.Peer)}: {e.Reason}",
        });
    }

    internal void Phase(TraceEventKind kind, Epoch epoch, LastReceived? last = null, PeerNumber? relayer = null)
    {
        if (!IsEnabled) return;
        Record(new TraceEvent
        {
            Event = kind,
            Thread = ThreadRole.Select,
            Epoch = epoch.Value,
            Sequence = last?.Count,
            Detail = relayer is { } elected ? $"relayer {_members.NameOf(elected)}" : null,
        });
    }

    private void Membership(TraceEventKind kind, PeerName? from, string? detail) =>
        Record(new TraceEvent { Event = kind, Thread = ThreadRole.Select, From = from?.Value, Detail = detail });

    private TraceEvent Placed(TraceEventKind kind, BroadcastContext context) => new()
    {
        Event = kind,
        Thread = _loop.Role,
        Epoch = context.Epoch.Value,
        Sequence = context.Sequence.Value,
        Id = IdOf(context.Id),
    };

    private TraceEvent Sent(TraceEventKind kind, ThreadRole thread, PeerNumber to, Epoch epoch, long sequence, BroadcastId id, Body body)
    {
        var (header, digest) = _describe(body);
        return Sent(kind, thread, to, epoch, sequence) with { Id = IdOf(id), Header = header, Digest = digest };
    }

    private TraceEvent Sent(TraceEventKind kind, ThreadRole thread, PeerNumber to, Epoch epoch, long sequence)
    {
        var name = _members.NameOf(to);
        return new TraceEvent
        {
            Event = kind,
            Thread = thread,
            Epoch = epoch.Value,
            Sequence = sequence,
            To = name.Value,
            Link = _port!.NextLinkNumber(name),
        };
    }

    private TraceEvent Received(TraceEventKind kind, ThreadRole thread, PeerNumber from, Epoch epoch, long? sequence)
    {
        var name = _members.NameOf(from);
        return new TraceEvent
        {
            Event = kind,
            Thread = thread,
            Epoch = epoch.Value,
            Sequence = sequence,
            From = name.Value,
            Link = _port!.LastLinkNumber(name),
        };
    }

    private TraceId IdOf(BroadcastId id) => new(_members.NameOf(id.Host).Value, id.LocalNumber);

    private void Record(in TraceEvent e)
    {
        if (IsEnabled) _trace.Record(e);
    }
}
