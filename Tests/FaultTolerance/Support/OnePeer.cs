using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>The managers of one peer: events in, effects out.</summary>
internal sealed class OnePeer
{
    private readonly RecordingSink _sink = new();

    public OnePeer(FaultToleranceOptions options) => Managers = new FaultToleranceManagers(options);

    public FaultToleranceManagers Managers { get; }

    public RecordingSink Sink => _sink;

    /// <summary>A peer of a session that has started; the effects of the start are dropped.</summary>
    public static OnePeer Started(int self, int members, FaultToleranceOptions options)
    {
        var peer = new OnePeer(options);
        peer.Handle(new SessionStarted(Peer(self), Members(members)));
        return peer;
    }

    public List<object> Handle<TEvent>(in TEvent e) where TEvent : struct, IEvent
    {
        Managers.Handle(e, _sink);
        return _sink.Take();
    }

    /// <summary>A relay of the current relayer and epoch, as a link brings it.</summary>
    public List<object> Relay(long number, int host, long local, long stable = 0, string text = "x") =>
        Handle(new ReceivedRelay(Managers.Relayer, Managers.Epoch, Number(number), Id(host, local), Through(stable), Text(text)));

    /// <summary>A broadcast of this epoch, as a link brings it to the relayer.</summary>
    public List<object> Broadcast(int host, long local, long lastReceived = 0, string text = "x") =>
        Handle(new ReceivedBroadcast(Peer(host), Managers.Epoch, Id(host, local), Through(lastReceived), Text(text)));

    public List<object> Acknowledge(int from, long last) =>
        Handle(new ReceivedAcknowledgement(Peer(from), Managers.Epoch, Through(last)));

    public List<object> Left(int peer) => Handle(new ProcessLeft(Peer(peer), "connection lost"));
}
