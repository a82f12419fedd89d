using Course.FaultTolerance;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Testing.Managers;

/// <summary>
/// The fault-tolerance managers of one peer without a network: an event goes in, its effects come out as values, in order. One thread.
/// </summary>
/// <example><code>
/// var bob = OnePeer.Started(2, members: 3, Distributed);
/// var effects = bob.Broadcasts("a"); // one SendBroadcast to peer 1
/// </code></example>
public sealed class OnePeer
{
    private readonly EffectList _effects = new();

    /// <summary>A peer that has not heard yet that the session has started.</summary>
    public OnePeer(FaultToleranceOptions options) => Managers = new FaultToleranceManagers(options);

    /// <summary>What is tested.</summary>
    public FaultToleranceManagers Managers { get; }

    /// <summary>What the test does at an effect, before the next effect is handed over.</summary>
    public Action<object>? AtEffect
    {
        get => _effects.Added;
        set => _effects.Added = value;
    }

    /// <summary>A peer of a session of peers 1 to <paramref name="members"/>, at most 5, that has started. Peer 1 relays.</summary>
    public static OnePeer Started(int self, int members, FaultToleranceOptions options)
    {
        var peer = new OnePeer(options);
        peer.Handle(new SessionStarted(Peer(self), Members(members)));
        return peer;
    }

    /// <summary>Handles an event and returns its effects.</summary>
    public IReadOnlyList<object> Handle<TEvent>(in TEvent e) where TEvent : struct, IEvent
    {
        Managers.Handle(e, _effects);
        return _effects.Take();
    }

    /// <summary>The application of this peer broadcasts.</summary>
    public IReadOnlyList<object> Broadcasts(string text) => Handle(new SentBroadcast(Text(text)));

    /// <summary>A relay, or a fill, of the current relayer and epoch has come.</summary>
    public IReadOnlyList<object> ReceivesRelay(long number, int host, long local, long stable = 0, string text = "x") =>
        Handle(new ReceivedRelay(Managers.Relayer, Managers.Epoch, Number(number), Id(host, local), Through(stable), Text(text)));

    /// <summary>At the relayer: a broadcast of the current epoch has come.</summary>
    public IReadOnlyList<object> ReceivesBroadcast(int host, long local, long lastReceived = 0, string text = "x") =>
        Handle(new ReceivedBroadcast(Peer(host), Managers.Epoch, Id(host, local), Through(lastReceived), Text(text)));

    /// <summary>At the relayer: the relayer object sends a broadcast to one receiver.</summary>
    public IReadOnlyList<object> SendsRelay(int to, int host, long local, string text = "x") =>
        Handle(new SentRelay(Peer(to), Id(host, local), Text(text)));

    /// <summary>At the relayer: an acknowledgement of the current epoch has come.</summary>
    public IReadOnlyList<object> ReceivesAcknowledgement(int from, long last) =>
        Handle(new ReceivedAcknowledgement(Peer(from), Managers.Epoch, Through(last)));

    /// <summary>At the new relayer: a report for the epoch in which it relays has come.</summary>
    public IReadOnlyList<object> ReceivesReport(int from, long last, params LogEntry[] entries) =>
        Handle(new ReceivedReport(Peer(from), Report(Managers.Epoch.Value, Through(last), entries)));

    /// <summary>Finish-synchronization of the current relayer and epoch has come.</summary>
    public IReadOnlyList<object> ReceivesFinish(long last) =>
        Handle(new ReceivedFinishSynchronization(Managers.Relayer, Managers.Epoch, Through(last)));

    /// <summary>The link to a peer has broken.</summary>
    public IReadOnlyList<object> Loses(int peer) => Handle(new ProcessLeft(Peer(peer), "connection lost"));
}
