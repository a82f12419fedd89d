using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>The peers, the network and the clock of one run, moved from event to event. One thread.</summary>
internal sealed class VirtualWorld
{
    private readonly SimulationOptions _options;
    private readonly VirtualClock _clock = new();
    private readonly EventQueue _queue = new();
    private readonly SeededRandom _faults;
    private readonly SilenceWatch _silences;
    private readonly RelayerWatch _relayers = new();
    private int _idleTicks;

    public VirtualWorld(SimulationOptions options)
    {
        _options = options;
        Findings = new StepFindings(_clock);
        var schedule = new SeededRandom(options.Seed, RandomPurpose.Schedule);
        _faults = new SeededRandom(options.Seed, RandomPurpose.Faults);
        Network = new SimulatedNetwork(options, _queue, schedule, _faults);
        _silences = new SilenceWatch(options, _queue, schedule);
        Peers = WorldPeers.Make(options, _clock);
        Restarts = new Restarts(options, this, _queue, _clock);
        Injector = new FaultInjector(options, this, _queue, _faults);
    }

    public IReadOnlyList<SimulatedPeer> Peers { get; }

    public SimulatedNetwork Network { get; }

    public Restarts Restarts { get; }

    public TimeSpan Now => _clock.Now;

    public long Steps { get; private set; }

    /// <summary>When the next timer of a peer is due; null if there is none.</summary>
    public TimeSpan? NextTimer => _clock.NextDue;

    /// <summary>What steps said beside sends and events.</summary>
    public StepFindings Findings { get; }

    public FaultInjector Injector { get; }

    /// <summary>The peer that relays now, as far as anybody knows; null if nobody lives.</summary>
    public SimulatedPeer? Relayer => _relayers.Current(Peers);

    /// <summary>Runs to the end.</summary>
    /// <returns>Why the run hangs; null if it became quiet.</returns>
    public string? Run()
    {
        Start();
        while (!IsQuiet)
        {
            if (Findings.Endless is { } endless) return endless;
            var next = _queue.NextDue is { } due && !(NextTimer < due) ? due : NextTimer!.Value;
            if (Steps >= _options.MaximumSteps) return HangWords.AtBound(this, $"{_options.MaximumSteps} steps (MaximumSteps)");
            if (next > _options.MaximumTime)
                return HangWords.AtBound(this, $"{DurationText.Of(_options.MaximumTime)} of virtual time (MaximumTime)");
            if (NextTimer <= next) FireTimers(NextTimer.Value);
            else Happen(next, _queue.Take());
        }

        return HangWords.WhenQuiet(this);
    }

    /// <summary>One step of a peer: the input, then what it sent goes on its way.</summary>
    public void Step(SimulatedPeer peer, StepInput input)
    {
        Steps++;
        if (peer.Stepped.Pending > 0 && input is not (StepInput.Time or StepInput.Start)) Findings.AddForeignThread(peer.Name.Value);
        var output = peer.Stepped.Run(input);
        peer.Record(output.Events, LinkOf(peer, input));
        _relayers.Read(peer, output.Events);
        TakeIn(peer.Name.Value, output);
        for (var i = 0; i < output.Sends.Count; i++)
        {
            if (Send(peer, output.Sends[i])) continue;
            // Whatever it wrote after this send, it was dead by then.
            peer.Stepped.Disk.ForgetAfter(i);
            break;
        }

        if (peer.IsCallWaiting && !peer.IsHung && peer.HasRoom) GoOnWithCall(peer);
    }

    /// <summary>One step of a restarted process, which nobody in the session hears of.</summary>
    public void Step(RestartedProcess process, StepInput input)
    {
        Steps++;
        var output = process.Stepped!.Run(input);
        process.Record(output.Events);
        TakeIn(process.Name, output);
    }

    /// <summary>Ends a peer as SIGKILL does.</summary>
    public (int InFlight, int Kept) Crash(SimulatedPeer peer, bool keepAll)
    {
        peer.HasCrashed = true;
        peer.HungSince = null;
        var cut = Network.Crash(Now, peer.Index, peer.Name.Value, keepAll);
        UpdateSilences();
        return cut;
    }

    /// <summary>Makes a peer stand still for a time.</summary>
    public void Hang(SimulatedPeer peer, TimeSpan duration)
    {
        peer.HungSince = Now;
        peer.WasStopped |= duration > _options.SilenceBound;
        _queue.Add(Now + duration, new WorldEvent(WorldEventKind.Wake, peer.Index));
        UpdateSilences();
    }

    /// <summary>Splits the network, or heals it where all groups are equal.</summary>
    public void Split(int[] groupOf)
    {
        Network.Split(Now, groupOf, to => Peers[to].IsHung);
        UpdateSilences();
    }

    private bool IsQuiet =>
        _queue.Busy == 0 && NextTimer is null && Findings.Endless is null && _idleTicks >= Peers.Count(peer => peer.IsLive);

    private void Start()
    {
        SessionMember[] members = [.. Peers.Select((peer, index) => new SessionMember(peer.Name, index + 1))];
        var session = new SessionStart(SimulationOptions.SessionName, members);
        foreach (var peer in Peers) Step(peer, new StepInput.Start(session));
        foreach (var peer in Peers)
        {
            ScheduleCall(peer);
            // Heartbeats are not in step with one another.
            _queue.Add(_options.TickPeriod * (peer.Index + 1) / Peers.Count, new WorldEvent(WorldEventKind.Tick, peer.Index));
        }

        Injector.Start();
    }

    private void Happen(TimeSpan time, in WorldEvent e)
    {
        _clock.AdvanceTo(time);
        if (e.Kind == WorldEventKind.Fault)
        {
            Injector.Happen(e.Peer);
            return;
        }

        if (e.Kind == WorldEventKind.CallAfterRestart)
        {
            Restarts.Call(e.Peer, e.Other);
            return;
        }

        var peer = Peers[e.Peer];
        switch (e.Kind)
        {
            case WorldEventKind.Arrival or WorldEventKind.ArrivalOfEnd:
                Arrive(peer, e.Other, e.Kind == WorldEventKind.ArrivalOfEnd);
                break;
            case WorldEventKind.Call:
                Call(peer);
                break;
            case WorldEventKind.Tick:
                Tick(peer);
                break;
            case WorldEventKind.Silence:
                Suspect(peer, e);
                break;
            case WorldEventKind.Wake:
                Wake(peer);
                break;
        }
    }

    private void Arrive(SimulatedPeer peer, int from, bool isEnd)
    {
        if (Network.Take(from, peer.Index, isEnd, peer.IsHung) is not { } item) return;
        if (peer.IsLive) Step(peer, new StepInput.Receive(Peers[from].Name, item));
        if (!isEnd && Network.TakeEndThatWaited(from, peer.Index) is { } end && peer.IsLive)
            Step(peer, new StepInput.Receive(Peers[from].Name, end));
    }

    private void Call(SimulatedPeer peer)
    {
        peer.IsCallWaiting = true;
        if (!peer.IsLive || peer.IsHung || !peer.HasRoom) return;
        peer.IsCallWaiting = false;
        Step(peer, new StepInput.Call(peer.Calls.NextText()));
        ScheduleCall(peer);
    }

    private void ScheduleCall(SimulatedPeer peer)
    {
        if (peer.Calls.Left > 0) _queue.Add(Now + peer.Calls.NextPause(), new WorldEvent(WorldEventKind.Call, peer.Index));
    }

    private void GoOnWithCall(SimulatedPeer peer)
    {
        peer.IsCallWaiting = false;
        _queue.Add(Now, new WorldEvent(WorldEventKind.Call, peer.Index));
    }

    private void Tick(SimulatedPeer peer)
    {
        if (!peer.IsLive) return;
        _queue.Add(Now + _options.TickPeriod, new WorldEvent(WorldEventKind.Tick, peer.Index));
        if (peer.IsHung) return;
        _idleTicks++;
        Step(peer, new StepInput.Tick());
    }

    private void Suspect(SimulatedPeer observer, in WorldEvent e)
    {
        var name = Peers[e.Other].Name;
        if (!_silences.GoesOn(e) || !observer.IsLive || observer.IsHung || observer.Stepped.IsClosed(name)) return;
        Step(observer, new StepInput.Suspect(name));
    }

    private void Wake(SimulatedPeer peer)
    {
        if (peer.HungSince is not { } since) return;
        peer.HungSince = null;
        UpdateSilences();
        if (!peer.IsLive) return;
        if (Now - since > _options.SilenceBound)
        {
            // Its own watch finds the gap before it looks at anything that waits for it.
            var words = HangWords.OfSleep(peer.Name, Now - since, _options.SilenceBound, FarewellTo(peer));
            var other = Peers[peer.Index == 0 ? Peers.Count - 1 : 0].Name;
            Step(peer, new StepInput.Receive(other, new LinkItem(default, LeaveReason.Excluded, words)));
            return;
        }

        if (peer.Stepped.Pending > 0) Step(peer, new StepInput.Time());
        Network.Release(Now, peer.Index);
        _silences.LookAgain(Now, peer.Index);
        if (peer.IsCallWaiting) GoOnWithCall(peer);
    }

    private string? FarewellTo(SimulatedPeer peer) =>
        Peers.Select(other => Network[other.Index, peer.Index].Farewell).FirstOrDefault(words => words is not null);

    private void FireTimers(TimeSpan due)
    {
        _clock.AdvanceTo(due);
        _idleTicks = 0;
        foreach (var peer in Peers)
        {
            if (peer.IsLive && !peer.IsHung && peer.Stepped.Pending > 0) Step(peer, new StepInput.Time());
        }

        Restarts.FireTimers();
    }

    /// <summary>Whether the peer lives on after the send.</summary>
    private bool Send(SimulatedPeer peer, (int To, LinkItem Item) send)
    {
        if (Injector.DiesBefore(peer, send.Item)) return false;
        Network.Send(Now, peer.Index, send.To, send.Item);
        return !Injector.DiesAfter(peer, send.Item);
    }

    private void TakeIn(string name, StepOutput output)
    {
        Findings.Take(name, output);
        if (output.Events.Count + output.Sends.Count > 0) _idleTicks = 0;
    }

    private void UpdateSilences() =>
        _silences.Update(Now, (observer, peer) => Peers[peer].IsHung || Network.IsCut(peer, observer));

    private int? LinkOf(SimulatedPeer peer, StepInput input) =>
        input is StepInput.Receive { Item.Sent.Link: { } link } receive && !_options.LinkOf(IndexOf(receive.From), peer.Index).CountsAgree
            ? link
            : null;

    private static int IndexOf(PeerName name) => int.Parse(name.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1;
}
