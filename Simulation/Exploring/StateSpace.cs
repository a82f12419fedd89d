using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// The global states within the bounds, and what can happen in each. A state is a row of whole numbers: the node of each peer, the
/// content of each directed link (sender × receiver), and what was used of the bounds. One thread.
/// </summary>
internal sealed partial class StateSpace
{
    private const int BitsOfABound = 4;
    private readonly ExplorationBounds _bounds;
    private readonly LocalHistories _histories;
    private readonly ItemTable _items;
    private readonly LinkContents _links;
    private readonly int[] _calls;
    private readonly bool _areShared;
    private readonly int[] _lost;
    private readonly int _peers;

    public StateSpace(ExplorationBounds bounds, LocalHistories histories, ItemTable items)
    {
        _bounds = bounds;
        _histories = histories;
        _items = items;
        _links = new LinkContents(item => items[item].Sent is { Event: TraceEventKind.SentRelay, Sequence: { } sequence } ? sequence : 0);
        _peers = bounds.Peers;
        _areShared = bounds.Calls.Any(call => call.Peer == ScriptedCall.AnyPeer);
        _calls = [.. Enumerable.Range(1, _peers).Select(number => bounds.Calls.Count(call => _areShared || call.Peer == number))];
        _lost = [.. Enumerable.Range(1, _peers).Select(
            number => items.NumberOf(new LinkItem(default, LeaveReason.ConnectionLost, $"the connection to 'p{number}' was lost")))];
    }

    private enum Bound
    {
        Crashes,
        Leaves,
        Suspicions,
        Ticks,
        Losses,
        Duplicates,
        ScriptedCrashes,
    }

    /// <summary>Numbers in a row.</summary>
    public int Width => _peers + (_peers * _peers) + 1;

    /// <summary>The node of a peer in a state.</summary>
    public LocalNode NodeOf(ReadOnlySpan<int> row, int peer) => _histories[row[peer]];

    /// <summary>The items on a link, oldest first.</summary>
    public ReadOnlySpan<int> ItemsOn(ReadOnlySpan<int> row, int from, int to) => _links[row[Link(from, to)]];

    public LinkItem ItemOf(int number) => _items[number];

    /// <summary>Adds everything that can happen in a state, in an order that depends on the state alone.</summary>
    public void AddChoices(ReadOnlySpan<int> row, List<Choice> choices)
    {
        var before = choices.Count;
        AddDeliveries(row, choices);
        var live = 0;
        for (var peer = 0; peer < _peers; peer++)
        {
            if (NodeOf(row, peer).Fate != LocalFate.Live) continue;
            live++;
            if (HasCall(row, peer)) choices.Add(new Choice(ScheduleStepKind.Call, (byte)peer, 0, NodeOf(row, peer).Calls));
        }

        var isIdle = choices.Count == before;
        for (var peer = 0; peer < _peers; peer++)
        {
            if (NodeOf(row, peer).Fate == LocalFate.Live) AddFaults(row, peer, live, isIdle, choices);
        }
    }

    /// <summary>The input that a choice gives to a peer; null for a choice that no peer takes part in.</summary>
    public LocalInput? InputOf(ReadOnlySpan<int> row, in Choice choice) => choice.Kind switch
    {
        ScheduleStepKind.Deliver => new LocalInput(
            LocalInputKind.Receive, choice.Other, ItemsOn(row, choice.Other, choice.Peer)[choice.Argument]),
        ScheduleStepKind.Call => new LocalInput(LocalInputKind.Call, 0, choice.Argument),
        ScheduleStepKind.Tick => new LocalInput(LocalInputKind.Tick, 0, 0),
        ScheduleStepKind.Suspect => new LocalInput(LocalInputKind.Suspect, choice.Other, 0),
        ScheduleStepKind.Leave => new LocalInput(LocalInputKind.Leave, 0, 0),
        _ => null,
    };

    /// <summary>The state after a choice.</summary>
    /// <param name="row">The state.</param>
    /// <param name="choice">The choice.</param>
    /// <param name="step">The step that the choice makes at a peer; null if no peer takes part.</param>
    /// <param name="next">Takes the state after it.</param>
    public void Apply(ReadOnlySpan<int> row, in Choice choice, LocalStep? step, Span<int> next)
    {
        row.CopyTo(next);
        if (choice.Kind == ScheduleStepKind.Deliver)
        {
            ref var link = ref next[Link(choice.Other, choice.Peer)];
            link = _links.Remove(link, choice.Argument);
        }

        switch (choice.Kind)
        {
            case ScheduleStepKind.Crash: Crash(next, choice); break;
            case ScheduleStepKind.Lose: Lose(next, choice); break;
            case ScheduleStepKind.Duplicate: Duplicate(next, choice); break;
            case ScheduleStepKind.Tick when !HasDeliveryOrCall(row): break; // free
            case ScheduleStepKind.Tick: Use(next, Bound.Ticks); break;
            case ScheduleStepKind.Suspect: Use(next, Bound.Suspicions); break;
            case ScheduleStepKind.Leave: Use(next, Bound.Leaves); break;
        }

        if (step is not null) Move(row, next, choice.Peer, step);
    }

    private void AddDeliveries(ReadOnlySpan<int> row, List<Choice> choices)
    {
        for (var to = 0; to < _peers; to++)
        {
            for (var from = 0; from < _peers; from++)
            {
                var items = ItemsOn(row, from, to);
                if (items.Length == 0) continue;
                var choosable = _bounds.Links == LinkKind.Fifo ? 1 : items.Length;
                for (var index = 0; index < choosable; index++)
                {
                    // The end of a link comes last; of equal items one is enough.
                    if (index > 0 && (_items[items[index]].End is not null || items[..index].Contains(items[index]))) continue;
                    choices.Add(new Choice(ScheduleStepKind.Deliver, (byte)to, (byte)from, index));
                }
            }
        }
    }

    private void AddFaults(ReadOnlySpan<int> row, int peer, int live, bool isIdle, List<Choice> choices)
    {
        if (live > 1 && Has(row, Bound.Crashes, _bounds.Crashes) && IsMeant(_bounds.CrashingPeers, peer)) AddCrashes(row, peer, choices);
        if (live > 1 && Has(row, Bound.Leaves, _bounds.Leaves) && IsMeant(_bounds.LeavingPeers, peer))
            choices.Add(new Choice(ScheduleStepKind.Leave, (byte)peer, 0, 0));
        if (isIdle || Has(row, Bound.Ticks, _bounds.Ticks)) choices.Add(new Choice(ScheduleStepKind.Tick, (byte)peer, 0, 0));
        for (var other = 0; other < _peers; other++)
        {
            if (other == peer) continue;
            var isOpen = NodeOf(row, other).Fate == LocalFate.Live && (NodeOf(row, peer).Closed & (1 << other)) == 0;
            if (isOpen && Has(row, Bound.Suspicions, _bounds.Suspicions))
                choices.Add(new Choice(ScheduleStepKind.Suspect, (byte)peer, (byte)other, 0));
            var items = ItemsOn(row, other, peer);
            for (var index = 0; index < items.Length; index++)
            {
                if (_items[items[index]].End is not null) continue;
                if (Has(row, Bound.Losses, _bounds.Losses)) choices.Add(new Choice(ScheduleStepKind.Lose, (byte)peer, (byte)other, index));
                if (Has(row, Bound.Duplicates, _bounds.Duplicates))
                    choices.Add(new Choice(ScheduleStepKind.Duplicate, (byte)peer, (byte)other, index));
            }
        }
    }

    private void Lose(Span<int> next, in Choice choice)
    {
        Use(next, Bound.Losses);
        ref var link = ref next[Link(choice.Other, choice.Peer)];
        link = _links.Remove(link, choice.Argument);
    }

    private void Duplicate(Span<int> next, in Choice choice)
    {
        Use(next, Bound.Duplicates);
        ref var link = ref next[Link(choice.Other, choice.Peer)];
        var item = _links[link][choice.Argument];
        link = Put(link, item);
    }

    private void Move(ReadOnlySpan<int> row, Span<int> next, int peer, LocalStep step)
    {
        var crashAfter = SendsBeforeCrash(row, peer, step);
        next[peer] = step.To.Number;
        foreach (var (to, item) in step.Sends.AsSpan(0, crashAfter ?? step.Sends.Length))
        {
            if (NodeOf(next, to).Fate != LocalFate.Live || (NodeOf(next, to).Closed & (1 << peer)) != 0) continue;
            ref var link = ref next[Link(peer, to)];
            link = Put(link, item);
        }

        // What comes on a closed link is not even looked at: it may as well not lie there.
        for (var from = 0; from < _peers; from++)
        {
            if ((step.To.Closed & (1 << from)) != 0) next[Link(from, peer)] = 0;
        }

        if (step.To.Fate == LocalFate.Left) Forget(next, peer, LocalFate.Left);
        else if (crashAfter is not null) CrashByScript(next, peer);
    }

    /// <summary>On a bag, the order of the items is no part of the state: they are kept sorted, ends last.</summary>
    private int Put(int link, int item)
    {
        if (_bounds.Links == LinkKind.Fifo) return _links.Append(link, item);
        List<int> items = [.. _links[link], item];
        items.Sort(_items.Compare);
        var sorted = 0;
        foreach (var one in items) sorted = _links.Append(sorted, one);
        return sorted;
    }

    private void Forget(Span<int> next, int peer, LocalFate fate)
    {
        next[peer] = _histories.Gone(NodeOf(next, peer), fate).Number;
        for (var from = 0; from < _peers; from++) next[Link(from, peer)] = 0;
    }

    private bool HasDeliveryOrCall(ReadOnlySpan<int> row)
    {
        foreach (var link in row[_peers..^1])
        {
            if (link != 0) return true;
        }

        for (var peer = 0; peer < _peers; peer++)
        {
            if (NodeOf(row, peer).Fate == LocalFate.Live && HasCall(row, peer)) return true;
        }

        return false;
    }

    private bool HasCall(ReadOnlySpan<int> row, int peer)
    {
        if (!_areShared) return NodeOf(row, peer).Calls < _calls[peer];
        var made = 0;
        for (var caller = 0; caller < _peers; caller++) made += NodeOf(row, caller).Calls;
        return made < _calls[peer];
    }

    private int Link(int from, int to) => _peers + (from * _peers) + to;

    private static bool IsMeant(IReadOnlyList<int>? peers, int peer) => peers is null || peers.Contains(peer + 1);

    private static bool Has(ReadOnlySpan<int> row, Bound bound, int most) => ((row[^1] >> ((int)bound * BitsOfABound)) & 15) < most;

    private static void Use(Span<int> row, Bound bound) => row[^1] += 1 << ((int)bound * BitsOfABound);
}
