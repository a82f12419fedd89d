namespace Course.Tests.Lab4;

/// <summary>The slave manager of peer 3 of three, with the elector, and nothing that later labs write.</summary>
internal sealed class Client
{
    private readonly SessionState _session = new(Distributed);
    private readonly SlaveFaultToleranceManager _slave;

    public Client() => _slave = new SlaveFaultToleranceManager(_session);

    /// <summary>The session starts; like the others, it returns what was sent to the relayer.</summary>
    public IReadOnlyList<SendBroadcast> Start()
    {
        var started = new SessionStarted(Peer(3), Members(3));
        _session.Start(started);
        _slave.On(started);
        return Sent();
    }

    public IReadOnlyList<SendBroadcast> Broadcasts(string text)
    {
        _slave.On(new SentBroadcast(Text(text)));
        return Sent();
    }

    /// <summary>The relayer has left, another is elected, and the synchronization phase is over.</summary>
    public IReadOnlyList<SendBroadcast> GetsAnotherRelayer()
    {
        _session.Membership.TryLeave(_session.Elector.Relayer);
        _session.Elector.Elect();
        _slave.FinishSynchronization();
        return Sent();
    }

    private List<SendBroadcast> Sent()
    {
        var effects = new EffectList();
        while (_session.Outbox.TryHandOver(effects))
        {
        }

        return [.. effects.Take().OfType<SendBroadcast>()];
    }
}
