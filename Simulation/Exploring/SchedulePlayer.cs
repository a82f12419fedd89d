using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// Plays a schedule on whole peers, from the start, without the search's tables: what it tells was really done. One thread.
/// </summary>
public sealed class SchedulePlayer
{
    private const long MicrosecondsOfAStep = 1000;
    private readonly ExplorationBounds _bounds;
    private readonly LocalRunner _inputs;
    private readonly SteppedPeer[] _peers;
    private readonly LocalFate[] _fates;
    private readonly int[] _calls;
    private readonly List<LinkItem>[,] _links;
    private readonly List<TraceEvent>[] _traces;
    private readonly List<PlayedStep> _played = [];
    private readonly ItemTable _items = new();
    private readonly RelayCount[] _relays;
    private int _scriptedCrashes;
    private readonly List<string> _brokenBounds = [];
    private string? _fault;

    /// <param name="bounds">The scenario.</param>
    /// <param name="blueprint">How the peers are built.</param>
    public SchedulePlayer(ExplorationBounds bounds, PeerBlueprint blueprint)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        bounds.Validate();
        _bounds = bounds;
        _inputs = new LocalRunner(bounds, blueprint, _items, new StepGuard());
        PeerName[] members = [.. Enumerable.Range(1, bounds.Peers).Select(LocalRunner.NameOf)];
        var clock = new VirtualClock();
        _peers = [.. members.Select((_, index) => new SteppedPeer(members, index, blueprint, clock))];
        _fates = new LocalFate[bounds.Peers];
        _calls = new int[bounds.Peers];
        _relays = new RelayCount[bounds.Peers];
        _traces = [.. members.Select(_ => new List<TraceEvent>())];
        _links = new List<LinkItem>[bounds.Peers, bounds.Peers];
        for (var from = 0; from < bounds.Peers; from++)
        {
            for (var to = 0; to < bounds.Peers; to++) _links[from, to] = [];
        }

        for (var peer = 0; peer < bounds.Peers; peer++) Run(peer, new LocalInput(LocalInputKind.Start, 0, 0), null);
    }

    /// <summary>Plays a whole schedule.</summary>
    /// <exception cref="ScheduleDivergedException">A step is not possible.</exception>
    public static PlayedSchedule Play(ExplorationBounds bounds, PeerBlueprint blueprint, Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var player = new SchedulePlayer(bounds, blueprint);
        foreach (var step in schedule.Steps) player.Play(step);
        return player.End();
    }

    /// <summary>
    /// The steps that can be made now without a fault: deliveries and calls, in a fixed order; ticks when there is nothing else.
    /// </summary>
    public IReadOnlyList<ScheduleStep> Enabled()
    {
        var steps = new List<ScheduleStep>();
        for (var to = 0; to < _bounds.Peers; to++)
        {
            for (var from = 0; from < _bounds.Peers; from++)
            {
                if (_links[from, to].Count > 0)
                    steps.Add(new ScheduleStep(ScheduleStepKind.Deliver, to + 1, from + 1, _links[from, to][0].Name, 0, []));
            }
        }

        for (var peer = 0; peer < _bounds.Peers; peer++)
        {
            if (_fates[peer] == LocalFate.Live && HasCall(peer))
                steps.Add(new ScheduleStep(ScheduleStepKind.Call, peer + 1, 0, "", 0, []));
        }

        return steps;
    }

    /// <summary>How many items lie on a link; peers count from 1.</summary>
    public int CountOn(int from, int to) => _links[from - 1, to - 1].Count;

    /// <summary>The short names of the items on a link, oldest first; peers count from 1.</summary>
    internal IReadOnlyList<string> NamesOn(int from, int to) => [.. _links[from - 1, to - 1].Select(item => item.Name)];

    /// <summary>Whether a peer takes part; peers count from 1.</summary>
    internal bool IsLive(int peer) => _fates[peer - 1] == LocalFate.Live;

    /// <summary>Whether anybody reads the link; peers count from 1.</summary>
    internal bool IsLinkRead(int from, int to) => IsRead(from - 1, to - 1);

    /// <summary>What happened at a peer so far; peers count from 1.</summary>
    internal IReadOnlyList<TraceEvent> TraceOf(int peer) => _traces[peer - 1];

    /// <summary>Makes one step.</summary>
    /// <exception cref="ScheduleDivergedException">It is not possible.</exception>
    public void Play(ScheduleStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Peer < 1 || step.Peer > _bounds.Peers || step.Other < 0 || step.Other > _bounds.Peers)
            throw Diverged($"it names peer {Math.Max(step.Peer, step.Other)}, and the scenario has {_bounds.Peers} peers");
        if (_fates[step.Peer - 1] != LocalFate.Live) throw Diverged($"p{step.Peer} takes part no more");
        var peer = step.Peer - 1;
        switch (step.Kind)
        {
            case ScheduleStepKind.Deliver:
                Run(peer, new LocalInput(LocalInputKind.Receive, (byte)(step.Other - 1), _items.NumberOf(Take(step))), step);
                break;
            case ScheduleStepKind.Call:
                if (!HasCall(peer)) throw Diverged($"p{step.Peer} has no call left");
                Run(peer, new LocalInput(LocalInputKind.Call, 0, _calls[peer]++), step);
                break;
            case ScheduleStepKind.Crash: Crash(peer, step); break;
            case ScheduleStepKind.Lose: _played.Add(new PlayedStep(step, [], [(step.Peer, Take(step).Name)])); break;
            case ScheduleStepKind.Duplicate: Duplicate(step); break;
            default:
                var kind = step.Kind == ScheduleStepKind.Leave ? LocalInputKind.Leave
                    : step.Kind == ScheduleStepKind.Tick ? LocalInputKind.Tick : LocalInputKind.Suspect;
                Run(peer, new LocalInput(kind, (byte)Math.Max(0, step.Other - 1), 0), step);
                break;
        }
    }

    /// <summary>What was played so far, judged.</summary>
    public PlayedSchedule End()
    {
        var facts = new RunFacts
        {
            Killed = Names(LocalFate.Crashed),
            Left = Names(LocalFate.Left),
            Budget = _bounds.Costs,
            BrokenBounds = _brokenBounds,
            IsUniform = _bounds.Guarantees.Contains(Guarantee.UniformAgreement),
            LinksLeaveGaps = _bounds.Links == LinkKind.Bag || _bounds.Losses > 0,
        };
        PeerRecord[] records = [.. _traces.Select((events, peer) => new PeerRecord(LocalRunner.NameOf(peer + 1).Value, [.. events]))];
        var isQuiet = Enabled().Count == 0;
        var violation = _fault is { } fault ? new Violation(null, fault) : null;
        var run = new RunHistory(records, facts);
        if (_bounds.Guarantees.Contains(Guarantee.BufferBounds)) violation ??= HistoryJudge.FirstBroken(run, [new BufferBoundsChecker()]);
        violation ??= HistoryJudge.FirstBroken(run, HistoryJudge.CheckersOf(_bounds, isQuiet: false));
        if (isQuiet) violation ??= OpenDelivery();
        if (isQuiet) violation ??= HistoryJudge.FirstBroken(run, HistoryJudge.CheckersOf(_bounds, isQuiet: true));
        // What was lost is not waited for: then what is missing says more.
        var mayHang = isQuiet && _bounds.Losses == 0;
        if (mayHang && violation is { Guarantee: Guarantee.Validity or Guarantee.Agreement or Guarantee.SynchronizationEnds })
            violation = Hang(run) ?? violation;
        var schedule = new Schedule([.. _played.Select(played => played.Step)]);
        return new PlayedSchedule(schedule, [.. _played], records, facts, violation, isQuiet);
    }

    private bool HasCall(int peer) =>
        (_bounds.Calls.Any(call => call.Peer == ScriptedCall.AnyPeer) ? _calls.Sum() : _calls[peer]) < _inputs.CallsOf(peer);

    /// <summary>Nothing is under way, and somebody still waits: that says more than what is missing because of it.</summary>
    private static Violation? Hang(RunHistory run) => HistoryJudge.FirstBroken(run, [new QuietChecker()]);

    private Violation? OpenDelivery()
    {
        for (var peer = 0; peer < _bounds.Peers; peer++)
        {
            if (_fates[peer] == LocalFate.Live && _peers[peer].OpenDelivery is { } open) return Violation.OfOpenDelivery(peer, open);
        }

        return null;
    }

    private HashSet<string> Names(LocalFate fate) =>
        [.. Enumerable.Range(0, _bounds.Peers).Where(peer => _fates[peer] == fate).Select(peer => LocalRunner.NameOf(peer + 1).Value)];

    private void Run(int peer, in LocalInput input, ScheduleStep? step)
    {
        var output = _peers[peer].Run(_inputs.InputOf(peer, input));
        var number = step is null ? 0 : _played.Count + 1;
        TraceEvent[] events = [.. output.Events.Select((e, index) => e with { Time = (number * MicrosecondsOfAStep) + index })];
        _traces[peer].AddRange(events);
        var crashAfter = SendsBeforeCrash(peer, output);
        foreach (var (to, item) in output.Sends.Take(crashAfter ?? int.MaxValue))
        {
            _relays[peer] = _relays[peer].After(item);
            if (IsRead(peer, to)) Put(_links[peer, to], item);
        }

        for (var from = 0; from < _bounds.Peers; from++)
        {
            if (_peers[peer].IsClosed(LocalRunner.NameOf(from + 1))) _links[from, peer].Clear();
        }

        if (_peers[peer].HasLeft) Forget(peer, LocalFate.Left);
        else if (crashAfter is not null) CrashByScript(peer);
        if (output.BrokenBound is { } broken) _brokenBounds.Add(broken);
        if (output.Faults.Count > 0) _fault ??= $"no fault: p{peer + 1} fails: {output.Faults[0]}";
        if (output.Endless is { } endless) _fault ??= $"hung: p{peer + 1}: {endless}";
        if (step is null) return;
        var lost = output.Sends.Skip(crashAfter ?? int.MaxValue).Select(send => (send.To + 1, send.Item.Name));
        _played.Add(new PlayedStep(step, events, [.. lost]) { CrashedByScript = crashAfter is not null });
    }

    private LinkItem Take(ScheduleStep step)
    {
        var link = _links[step.Other - 1, step.Peer - 1];
        if (link.Count <= step.Index)
            throw Diverged($"{step.Item} is to come from p{step.Other} to p{step.Peer}, and nothing lies on that link");
        var item = link[step.Index];
        if (item.Name != step.Item)
            throw Diverged($"{step.Item} is to come from p{step.Other} to p{step.Peer}, and {item.Name} comes instead");
        link.RemoveAt(step.Index);
        return item;
    }

    /// <summary>In the order of the search's states: on a bag sorted by content, ends last.</summary>
    private void Put(List<LinkItem> link, LinkItem item)
    {
        link.Add(item);
        if (_bounds.Links == LinkKind.Bag) _items.Sort(link);
    }

    private void Duplicate(ScheduleStep step)
    {
        var item = Take(step);
        var link = _links[step.Other - 1, step.Peer - 1];
        link.Insert(step.Index, item);
        Put(link, item);
        _played.Add(new PlayedStep(step, [], []));
    }

    private void Crash(int peer, ScheduleStep step)
    {
        if (step.Kept.Count != _bounds.Peers) throw Diverged($"the crash of p{step.Peer} tells {step.Kept.Count} links of {_bounds.Peers}");
        int[] readers = [.. Enumerable.Range(0, _bounds.Peers).Where(to => IsRead(peer, to))];
        foreach (var to in readers)
        {
            if (step.Kept[to] < 0 || (_bounds.Links == LinkKind.Fifo && step.Kept[to] > _links[peer, to].Count))
            {
                throw Diverged($"{step.Kept[to]} items of the link p{peer + 1} to p{to + 1} are to survive, "
                    + $"and {_links[peer, to].Count} lie on it");
            }
        }

        var lost = new List<(int, string)>();
        foreach (var to in readers)
        {
            var link = _links[peer, to];
            LinkItem[] kept = [.. link.Where((_, index) => Survives(step.Kept[to], index))];
            lost.AddRange(link.Where((_, index) => !Survives(step.Kept[to], index)).Select(item => (to + 1, item.Name)));
            link.Clear();
            link.AddRange(kept);

            EndLink(link, peer);
        }

        Forget(peer, LocalFate.Crashed);
        _played.Add(new PlayedStep(step, [], lost));
    }

    private int? SendsBeforeCrash(int peer, StepOutput output) =>
        _scriptedCrashes == _bounds.ScriptedCrashes.Count || _fates.Count(fate => fate == LocalFate.Live) == 1 || _peers[peer].HasLeft
            ? null
            : _relays[peer].SendsBefore(_bounds.ScriptedCrashes[_scriptedCrashes], output.Sends.Select(send => send.Item));

    private void CrashByScript(int peer)
    {
        _scriptedCrashes++;
        for (var to = 0; to < _bounds.Peers; to++)
        {
            if (IsRead(peer, to)) EndLink(_links[peer, to], peer);
        }

        Forget(peer, LocalFate.Crashed);
    }

    private static void EndLink(List<LinkItem> link, int crashed)
    {
        if (link.Count == 0 || link[^1].End is null)
            link.Add(new LinkItem(default, LeaveReason.ConnectionLost, $"the connection to 'p{crashed + 1}' was lost"));
    }

    private bool IsRead(int from, int to) =>
        to != from && _fates[to] == LocalFate.Live && !_peers[to].IsClosed(LocalRunner.NameOf(from + 1));

    private bool Survives(int kept, int index) =>
        _bounds.Links == LinkKind.Fifo || _bounds.Granularity == CrashGranularity.Handler ? index < kept : (kept & (1 << index)) != 0;

    private void Forget(int peer, LocalFate fate)
    {
        _fates[peer] = fate;
        for (var from = 0; from < _bounds.Peers; from++) _links[from, peer].Clear();
    }

    private ScheduleDivergedException Diverged(string why) => new(_played.Count + 1, why);
}
