using Course.Peers;
using Course.Relaying;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Checking;
using Course.Tests.Shared;

namespace Course.Tests.Peers;

/// <summary>Whole peers on stepped loops and an in-memory network, driven by one thread.</summary>
internal sealed class SteppedSession
{
    private readonly InMemoryNetwork _network = new(stepped: true);
    private readonly List<PeerName> _names = [];
    private readonly HashSet<(PeerName From, PeerName To)> _held = [];

    public SteppedSession(int peers, Ordering ordering, CouplerOptions? couplers = null, IMessageSerializer? serializer = null)
        : this(peers, ordering, _ => couplers ?? new CouplerOptions(), serializer)
    {
    }

    public SteppedSession(int peers, Ordering ordering, Func<int, CouplerOptions> couplersOf, IMessageSerializer? serializer = null)
    {
        for (var number = 1; number <= peers; number++)
        {
            var transport = _network.Join(PeerName.Parse($"p{number}"));
            var setup = new PeerSetup
            {
                Transport = transport,
                Loop = PeerLoop.Stepped(),
                Clock = Clock,
                Ordering = ordering,
                Trace = new MemoryTrace(),
                Couplers = couplersOf(number),
            };
            if (serializer is not null) setup = setup with { Serializer = serializer };
            _names.Add(transport.Self);
            Members.Add(new Member(transport, setup.Loop, new Peer(setup), (MemoryTrace)setup.Trace));
        }
    }

    public ManualClock Clock { get; } = new();

    public List<Member> Members { get; } = [];

    public InMemoryNetwork Network => _network;

    /// <summary>The member with a number, from 1.</summary>
    public Member this[int number] => Members[number - 1];

    public IEnumerable<Member> Survivors => Members.Where(member => !member.HasCrashed);

    public ConnectionManager ConnectionsOf(int number) => this[number].Peer.Rpc.Connections;

    public SteppedSession Start(int joinNumberStep = 1)
    {
        _network.Start(joinNumberStep);
        Pump();
        return this;
    }

    public SteppedSession ReplicateLogs()
    {
        foreach (var member in Members) member.Peer.Replicate<ILog>(member.Log);
        Pump();
        return this;
    }

    /// <summary>Runs what is queued at the peers, without delivering anything.</summary>
    public void Pump()
    {
        while (Members.Where(member => !member.IsStopped).Sum(member => member.Loop.Pump()) > 0)
        {
        }
    }

    /// <summary>Delivers one item of a link and runs what follows at the receiver.</summary>
    public bool Deliver(int from, int to)
    {
        var delivered = _network.Deliver(_names[from - 1], _names[to - 1]);
        Pump();
        return delivered;
    }

    /// <summary>Delivers everything on one link.</summary>
    public void DeliverAll(int from, int to)
    {
        while (Deliver(from, to))
        {
        }
    }

    /// <summary>Delivers the items of one link until a condition holds.</summary>
    public void DeliverUntil(int from, int to, Func<bool> condition)
    {
        while (!condition()) Assert.That(Deliver(from, to), Is.True, $"nothing more lies on the link {from} → {to}");
    }

    /// <summary>Keeps links, with what lies on them, out of <see cref="Settle"/>.</summary>
    public void Hold(params (int From, int To)[] links) => _held.UnionWith(links.Select(Named));

    public void Release(params (int From, int To)[] links) => _held.ExceptWith(links.Select(Named));

    /// <summary>Delivers until nothing lies on any link that is not held.</summary>
    /// <param name="choose">Picks a link of those that hold something; the first when left out.</param>
    public void Settle(Func<int, int>? choose = null)
    {
        Pump();
        while (Open() is { Count: > 0 } open)
        {
            var (from, to) = open[choose?.Invoke(open.Count) ?? 0];
            _network.Deliver(from, to);
            Clock.Advance(TimeSpan.FromMicroseconds(10));
            Pump();
        }
    }

    /// <summary>Crashes a peer; each link keeps so many of its items.</summary>
    public void Crash(int number, Func<int, int>? kept = null)
    {
        _network.Crash(_names[number - 1], kept is null ? null : to => kept(_names.IndexOf(to) + 1));
        this[number].HasCrashed = true;
    }

    /// <summary>Stops a peer as SIGSTOP does: what comes for it stays on the links.</summary>
    public void Stop(int number) => this[number].IsStopped = true;

    public void Wake(int number)
    {
        this[number].IsStopped = false;
        Pump();
    }

    /// <summary>One peer finds another silent for longer than the bound.</summary>
    public void FindSilent(int observer, int silent)
    {
        ITransportEvents events = ConnectionsOf(observer);
        this[observer].Loop.Post(
            ThreadRole.Select, () => events.OnPeerLeft(_names[silent - 1], LeaveReason.Silent, "silent for longer than the bound"));
        Pump();
    }

    /// <summary>Ends the run in order and judges the traces. The last to join leaves first, so that nobody is elected any more.</summary>
    public CheckReport Check()
    {
        foreach (var member in Survivors.Reverse())
        {
            member.Peer.LeaveAsync("run over");
            Pump();
        }

        var facts = new RunFacts { Killed = Members.Where(member => member.HasCrashed).Select(member => member.Name.Value).ToHashSet() };
        return Checkers.Run(new RunHistory(Members.Select(member => new PeerRecord(member.Name.Value, member.Trace.Events)), facts));
    }

    /// <summary>Judges the run, which must hold, and nobody may have met an error that no caller waits for.</summary>
    public CheckReport CheckHolds()
    {
        Assert.That(Members.SelectMany(member => member.Faults), Is.Empty);
        var report = Check();
        Assert.That(
            report.Outcome, Is.EqualTo(RunOutcome.Holds), () => string.Join("\n", report.Verdicts.SelectMany(verdict => verdict.Story)));
        Assert.That(report.Notes, Has.None.Contain("after its session had ended"));
        return report;
    }

    private (PeerName From, PeerName To) Named((int From, int To) link) => (_names[link.From - 1], _names[link.To - 1]);

    private List<(PeerName From, PeerName To)> Open()
    {
        var stopped = Members.Where(member => member.IsStopped).Select(member => member.Name).ToHashSet();
        return [.. _network.Busy.Where(link => !_held.Contains(link) && !stopped.Contains(link.To))];
    }

    internal sealed class Member
    {
        public Member(InMemoryTransport transport, PeerLoop loop, Peer peer, MemoryTrace trace)
        {
            (Transport, Loop, Peer, Trace) = (transport, loop, peer, trace);
            peer.Faulted += Faults.Add;
        }

        public InMemoryTransport Transport { get; }

        public PeerLoop Loop { get; }

        public Peer Peer { get; }

        public MemoryTrace Trace { get; }

        public PeerName Name => Transport.Self;

        public List<Exception> Faults { get; } = [];

        public LogReplica Log { get; } = new();

        public bool HasCrashed { get; set; }

        public bool IsStopped { get; set; }

        public ILog Ordered => Peer.Ordered<ILog>();

        /// <summary>This peer's events of one kind.</summary>
        public IEnumerable<TraceEvent> Of(TraceEventKind kind) => Trace.Events.Where(e => e.Event == kind);
    }
}
