using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>
/// One peer of a <see cref="ManagerNetwork"/>: managers, a trivial relayer object, an application that writes down what it gets.
/// </summary>
internal sealed class NetworkPeer(ManagerNetwork network, int number, FaultToleranceOptions options) : IEffectSink
{
    private readonly List<object> _effects = [];
    private readonly HashSet<int> _closed = [];

    public int Number => number;

    public FaultToleranceManagers Managers { get; } = new(options);

    public bool HasCrashed { get; set; }

    public string? EndReason { get; private set; }

    public bool HasStopped => HasCrashed || EndReason is not null;

    public bool IsCorrect => !HasStopped;

    /// <summary>D(p), with the place in the order.</summary>
    public List<Deliver> Delivered { get; } = [];

    /// <summary>B(p): how many broadcasts the application has made, with their texts.</summary>
    public List<Body> Sent { get; } = [];

    /// <summary>The relays that came in and were not discarded.</summary>
    public List<ReceivedRelay> Relays { get; } = [];

    public IReadOnlyList<object> Effects => _effects;

    /// <summary>What the relayer object takes for the live clients; by default what the manager does.</summary>
    public IReadOnlyList<int>? Clients { get; set; }

    /// <summary>What the application does when a message is delivered.</summary>
    public Action<Deliver>? Application { get; set; }

    public string Order => string.Join(' ', Delivered.Select(delivered => delivered.Id));

    public IEnumerable<T> Of<T>() => _effects.OfType<T>();

    public bool HasClosed(int peer) => _closed.Contains(peer);

    public void Start(int peers) => Handle(new SessionStarted(Peer(number), Members(peers)));

    public void Handle<TEvent>(TEvent e) where TEvent : struct, IEvent
    {
        if (HasStopped) return;
        if (e is SentBroadcast sent) Sent.Add(sent.Body);
        if (e is ReceivedRelay relay) Relays.Add(relay);
        Managers.Handle(e, this);
    }

    public void SendBroadcast(in SendBroadcast effect)
    {
        _effects.Add(effect);
        Send(effect.To, new ReceivedBroadcast(Peer(number), effect.Epoch, effect.Id, effect.LastReceived, effect.Body));
    }

    /// <summary>The relayer object: the others first, itself last (rule 17).</summary>
    public void PassBroadcast(in PassBroadcast effect)
    {
        _effects.Add(effect);
        var clients = Clients ?? [.. Managers.Live.Select(peer => peer.Value).Where(peer => peer != number).Append(number)];
        foreach (var client in clients) Handle(new SentRelay(Peer(client), effect.Id, effect.Body));
    }

    public void SendRelay(in SendRelay effect)
    {
        _effects.Add(effect);
        Send(effect.To, new ReceivedRelay(Peer(number), effect.Epoch, effect.Sequence, effect.Id, effect.Stable, effect.Body));
    }

    public void Deliver(in Deliver effect)
    {
        _effects.Add(effect);
        Delivered.Add(effect);
        Application?.Invoke(effect);
    }

    public void SendAcknowledgement(in SendAcknowledgement effect)
    {
        _effects.Add(effect);
        Send(effect.To, new ReceivedAcknowledgement(Peer(number), effect.Epoch, effect.Last));
    }

    public void SendReport(in SendReport effect)
    {
        _effects.Add(effect);
        Send(effect.To, new ReceivedReport(Peer(number), effect.Report));
    }

    public void SendFinishSynchronization(in SendFinishSynchronization effect)
    {
        _effects.Add(effect);
        Send(effect.To, new ReceivedFinishSynchronization(Peer(number), effect.Epoch, effect.Last));
    }

    public void SendLeft(in SendLeft effect)
    {
        _effects.Add(effect);
        if (network.LeavesAreTold) Send(effect.To, new ReceivedLeft(Peer(number), effect.Peer, effect.Reason));
    }

    public void CloseLink(in CloseLink effect)
    {
        _effects.Add(effect);
        _closed.Add(effect.Peer.Value);
        network.Close(effect.Peer.Value, number);
    }

    public void Discard(in Discard effect)
    {
        _effects.Add(effect);
        var (discarded, from, epoch, sequence) = (effect.Event, effect.From, effect.Epoch, effect.Sequence);
        if (discarded != EventKind.ReceivedRelay) return;
        Relays.Remove(Relays.FindLast(relay => relay.From == from && relay.Epoch == epoch && relay.Sequence == sequence));
    }

    public void EnteredSynchronization(in EnteredSynchronization effect) => _effects.Add(effect);

    public void FinishedSynchronization(in FinishedSynchronization effect) => _effects.Add(effect);

    public void BecameRelayer(in BecameRelayer effect) => _effects.Add(effect);

    public void HeldBroadcast(in HeldBroadcast effect) => _effects.Add(effect);

    public void EndSession(in EndSession effect)
    {
        _effects.Add(effect);
        EndReason = effect.Reason;
        foreach (var to in network.All.Where(to => to != number)) network.Cut(number, to, network.Link(number, to).Count);
    }

    private void Send<TEvent>(PeerNumber to, TEvent e) where TEvent : struct, IEvent => network.Send(number, to.Value, e);
}
