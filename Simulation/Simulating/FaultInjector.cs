using Course.Rpc.Tracing;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>Lets the faults of the script happen, and keeps account of what happened and what did not.</summary>
internal sealed class FaultInjector
{
    private readonly SimulationOptions _options;
    private readonly VirtualWorld _world;
    private readonly EventQueue _queue;
    private readonly SeededRandom _random;
    private readonly List<Fault> _due = [];
    private readonly HashSet<int> _done = [];
    private readonly List<Fault.CrashInRelay> _armed = [];
    private readonly List<Fault> _missed = [];
    private readonly List<string> _happened = [];
    private readonly RelayCount[] _relays;

    public FaultInjector(SimulationOptions options, VirtualWorld world, EventQueue queue, SeededRandom random)
    {
        (_options, _world, _queue, _random) = (options, world, queue, random);
        _relays = new RelayCount[options.Peers];
    }

    /// <summary>What happened, in words.</summary>
    public IReadOnlyList<string> Happened => _happened;

    /// <summary>What did not happen: its peer was gone, or the run was over before.</summary>
    public IEnumerable<Fault> Missed => [.. _missed, .. _armed, .. _due.Where((_, index) => !_done.Contains(index))];

    /// <summary>Plans all faults; once, after the session has started.</summary>
    public void Start()
    {
        foreach (var fault in _options.Faults.Faults)
        {
            if (fault is Fault.CrashInRelay inRelay) _armed.Add(inRelay);
            else if (fault is Fault.RandomCrashes random) PlanRandom(random.Count);
            else Plan(TimeOf(fault), fault);
        }
    }

    /// <summary>A planned fault is due.</summary>
    public void Happen(int number)
    {
        _done.Add(number);
        var fault = _due[number];
        if (!TryCarryOut(fault)) _missed.Add(fault);
    }

    /// <summary>Counts the relay that is about to be sent. Whether the peer dies before it.</summary>
    public bool DiesBefore(SimulatedPeer peer, LinkItem item)
    {
        if (item.Sent is not { Event: TraceEventKind.SentRelay } sent) return false;
        ref var count = ref _relays[peer.Index];
        if (count.Epoch != sent.Epoch || count.Sequence != sent.Sequence)
            count = new RelayCount(count.Relays + 1, 0, sent.Epoch, sent.Sequence);
        return DiesAt(peer, count, sent);
    }

    /// <summary>Counts the send. Whether the peer dies right after it.</summary>
    public bool DiesAfter(SimulatedPeer peer, LinkItem item)
    {
        if (item.Sent is not { Event: TraceEventKind.SentRelay } sent) return false;
        ref var count = ref _relays[peer.Index];
        count = count with { Sends = count.Sends + 1 };
        return DiesAt(peer, count, sent);
    }

    private bool DiesAt(SimulatedPeer peer, in RelayCount at, in TraceEvent sent)
    {
        if (_armed.Count == 0) return false;
        var (relays, sends) = (at.Relays, at.Sends);
        // Several crashes of the relayer happen in their order: the second is meant for the relayer after the first.
        var next = _armed.Find(armed => armed.Peer == Fault.Relayer);
        var fault = _armed.Find(armed => armed.Relay == relays && armed.Sends == sends && IsMeant(armed, next, peer));
        if (fault is null) return false;
        _armed.Remove(fault);
        // The line comes before the frame: what the trace says after this send was never written.
        peer.ForgetAfter(sent);
        _world.Crash(peer, keepAll: true);
        Tell($"{peer.Name} crashed: {sends} sends of its relay {relays} had left");
        PlanRestart(peer, fault.RestartAfter);
        return true;
    }

    private static bool IsMeant(Fault.CrashInRelay armed, Fault.CrashInRelay? next, SimulatedPeer peer) =>
        ReferenceEquals(armed, next) || armed.Peer == peer.Name.Value;

    private void Plan(TimeSpan time, Fault fault)
    {
        _queue.Add(time > _world.Now ? time : _world.Now, new WorldEvent(WorldEventKind.Fault, _due.Count));
        _due.Add(fault);
    }

    private void PlanRandom(int crashes)
    {
        var longest = _world.Peers.Max(peer => peer.Calls.Left + 1);
        var calls = _options.Calls is { Count: > 0 } script ? script.Max(call => call.Time) : _options.Pause / 2 * longest;
        var span = calls + (10 * (_options.Links.Delay + _options.Links.Variation));
        for (var i = 0; i < crashes; i++) Plan(_random.UpTo(span), new Fault.RandomCrashes(1));
    }

    private static TimeSpan TimeOf(Fault fault) => fault switch
    {
        Fault.CrashAt f => f.Time,
        Fault.HangAt f => f.Time,
        Fault.PartitionAt f => f.Time,
        Fault.HealAt f => f.Time,
        Fault.LeaveAt f => f.Time,
        Fault.RestartAt f => f.Time,
        _ => TimeSpan.Zero,
    };

    private bool TryCarryOut(Fault fault)
    {
        switch (fault)
        {
            case Fault.RandomCrashes:
                return TryCrash(ChooseVictim());
            case Fault.CrashAt f:
                return TryCrash(Find(f.Peer), f.RestartAfter) || TryCrashRestarted(f);
            case Fault.RestartAt f when _world.Restarts.TryStart(Named(f.Peer)) is { } process:
                Tell($"{process.Name} started: process {process.Life} of {f.Peer}, outside of the session");
                return true;
            case Fault.HangAt f when Find(f.Peer) is { IsHung: false } peer:
                Tell($"{peer.Name} hangs for {DurationText.Of(f.Duration)}");
                _world.Hang(peer, f.Duration);
                return true;
            case Fault.LeaveAt f when Find(f.Peer) is { IsHung: false } peer:
                Tell($"{peer.Name} says goodbye");
                peer.HasLeft = true;
                _world.Step(peer, new StepInput.Leave());
                return true;
            case Fault.PartitionAt f:
                Tell($"partition {string.Join(" | ", f.Groups.Select(group => string.Join(' ', group)))}");
                _world.Split(GroupsOf(f));
                return true;
            case Fault.HealAt:
                Tell("heal");
                _world.Split(new int[_options.Peers]);
                return true;
            default:
                return false;
        }
    }

    private bool TryCrash(SimulatedPeer? peer, TimeSpan? restartAfter = null)
    {
        if (peer is null) return false;
        var (inFlight, kept) = _world.Crash(peer, keepAll: false);
        Tell($"{peer.Name} crashed: {kept} of {inFlight} frames in flight from it survive");
        PlanRestart(peer, restartAfter);
        return true;
    }

    /// <summary>The peer is gone from the session, and its restarted process runs: that one crashes.</summary>
    private bool TryCrashRestarted(Fault.CrashAt fault)
    {
        if (fault.Peer == Fault.Relayer || _world.Restarts.Running(fault.Peer) is not { } process) return false;
        process.HasCrashed = true;
        Tell($"{process.Name} crashed");
        PlanRestart(Named(fault.Peer), fault.RestartAfter);
        return true;
    }

    private void PlanRestart(SimulatedPeer peer, TimeSpan? after)
    {
        if (after is { } pause) Plan(_world.Now + pause, new Fault.RestartAt(_world.Now + pause, peer.Name.Value));
    }

    private SimulatedPeer? ChooseVictim()
    {
        var live = _world.Peers.Where(peer => peer.IsLive).ToList();
        // Drawn in any case, so that the next crash does not depend on who lives.
        var (isRelayer, any) = (_random.Chance(0.5), _random.Below(_options.Peers));
        if (live.Count < 2) return null;
        return isRelayer ? _world.Relayer : live[any % live.Count];
    }

    private SimulatedPeer? Find(string who)
    {
        var peer = who == Fault.Relayer ? _world.Relayer : Named(who);
        return peer is { IsLive: true } ? peer : null;
    }

    private SimulatedPeer Named(string who) => _world.Peers.First(peer => peer.Name.Value == who);

    private int[] GroupsOf(Fault.PartitionAt fault)
    {
        var groupOf = new int[_options.Peers];
        for (var group = 0; group < fault.Groups.Count; group++)
        {
            foreach (var who in fault.Groups[group])
            {
                var index = who == Fault.Relayer ? _world.Relayer?.Index : Named(who).Index;
                if (index is { } member) groupOf[member] = group + 1;
            }
        }

        return groupOf;
    }

    private void Tell(string what) => _happened.Add($"{DurationText.Of(_world.Now)}: {what}");

    private readonly record struct RelayCount(int Relays, int Sends, int? Epoch, long? Sequence);
}
