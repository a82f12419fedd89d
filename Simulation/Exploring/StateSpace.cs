using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// The global states within the bounds, and what can happen in each. A state is a row of whole numbers: the node of each peer, the
/// content of each directed link (sender × receiver), and what was used of the bounds. One thread.
/// </summary>
internal sealed class StateSpace
{
    private const int BitsOfABound = 4;
    private readonly ExplorationBounds _bounds;
    private readonly LocalHistories _histories;
    private readonly ItemTable _items;
    private readonly LinkContents _links = new();
    private readonly int[] _calls;
    private readonly bool _areShared;
    private readonly int[] _lost;
    private readonly int _peers;

    public StateSpace(ExplorationBounds bounds, LocalHistories histories, ItemTable items)
    {
        _bounds = bounds;
        _histories = histories;
        _items = items;
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
    }

    /// <summary>Numbers in a row.</summary>
    public int Width => _peers + (_peers * _peers) + 1;

    /// <summary>The node of a peer in a state.</summary>
    public LocalNode NodeOf(ReadOnlySpan<int> row, int peer) => _histories[row[peer]];

    /// <summary>The items on a link, oldest first.</summary>
    public ReadOnlySpan<int> ItemsOn(ReadOnlySpan<int> row, int from, int to) => _links[row[Link(from, to)]];

    public LinkItem ItemOf(int number) => _items[number];

    /// <summary>Everything that can happen in a state, in an order that depends on the state alone.</summary>
    public void AddChoices(ReadOnlySpan<int> row, List<Choice> choices)
    {
        AddDeliveries(row, choices);
        var live = 0;
        for (var peer = 0; peer < _peers; peer++)
        {
            if (NodeOf(row, peer).Fate != LocalFate.Live) continue;
            live++;
            if (HasCall(row, peer)) choices.Add(new Choice(ChoiceKind.Call, (byte)peer, 0, NodeOf(row, peer).Calls));
        }

        var isIdle = choices.Count == 0;
        for (var peer = 0; peer < _peers; peer++)
        {
            if (NodeOf(row, peer).Fate == LocalFate.Live) AddFaults(row, peer, live, isIdle, choices);
        }
    }

    /// <summary>The input that a choice gives to a peer; null for a choice that no peer takes part in.</summary>
    public LocalInput? InputOf(ReadOnlySpan<int> row, in Choice choice) => choice.Kind switch
    {
        ChoiceKind.Deliver => new LocalInput(
            LocalInputKind.Receive, choice.Other, ItemsOn(row, choice.Other, choice.Peer)[choice.Argument]),
        ChoiceKind.Call => new LocalInput(LocalInputKind.Call, 0, choice.Argument),
        ChoiceKind.Tick => new LocalInput(LocalInputKind.Tick, 0, 0),
        ChoiceKind.Suspect => new LocalInput(LocalInputKind.Suspect, choice.Other, 0),
        ChoiceKind.Leave => new LocalInput(LocalInputKind.Leave, 0, 0),
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
        if (choice.Kind == ChoiceKind.Deliver)
        {
            ref var link = ref next[Link(choice.Other, choice.Peer)];
            link = _links.Remove(link, choice.Argument);
        }

        switch (choice.Kind)
        {
            case ChoiceKind.Crash: Crash(next, choice); break;
            case ChoiceKind.Lose: Lose(next, choice); break;
            case ChoiceKind.Duplicate: Duplicate(next, choice); break;
            case ChoiceKind.Tick when !HasDeliveryOrCall(row): break; // free
            case ChoiceKind.Tick: Use(next, Bound.Ticks); break;
            case ChoiceKind.Suspect: Use(next, Bound.Suspicions); break;
            case ChoiceKind.Leave: Use(next, Bound.Leaves); break;
        }

        if (step is not null) Move(next, choice.Peer, step);
    }

    /// <summary>Relay numbers that a crash leaves at some of the live peers and not at all: 0 for none.</summary>
    public long PartialAfterCrash(ReadOnlySpan<int> next, int crashed)
    {
        var (least, most) = (long.MaxValue, 0L);
        for (var to = 0; to < _peers; to++)
        {
            var node = NodeOf(next, to);
            if (node.Fate != LocalFate.Live || (node.Closed & (1 << crashed)) != 0) continue;
            var last = node.LastRelay.Sequence;
            foreach (var item in ItemsOn(next, crashed, to))
            {
                if (_items[item].Sent is { Event: TraceEventKind.SentRelay, Sequence: { } sequence }) last = Math.Max(last, sequence);
            }

            (least, most) = (Math.Min(least, last), Math.Max(most, last));
        }

        return most > least && least != long.MaxValue ? most - least : 0;
    }

    /// <summary>How many items of each link survive a crash, by receiver; -1 for a link that nobody reads.</summary>
    public int[] CutOf(ReadOnlySpan<int> row, in Choice crash)
    {
        var kept = new int[_peers];
        var rest = crash.Argument;
        for (var to = 0; to < _peers; to++)
        {
            var cuts = Cuts(row, crash.Peer, to);
            kept[to] = cuts == 0 ? -1 : rest % cuts;
            if (cuts > 0) rest /= cuts;
            if (cuts > 0 && _bounds.Granularity == CrashGranularity.Handler) kept[to] = ItemsOn(row, crash.Peer, to).Length;
        }

        return kept;
    }

    /// <summary>The number of the cut that keeps so many items of each link; null if there is no such cut.</summary>
    public int? CutNumberOf(ReadOnlySpan<int> row, int peer, IReadOnlyList<int> kept)
    {
        var (number, radix) = (0, 1);
        for (var to = 0; to < _peers; to++)
        {
            var cuts = Cuts(row, peer, to);
            if (cuts == 0) continue;
            if (_bounds.Granularity == CrashGranularity.Handler) continue;
            if (kept[to] < 0 || kept[to] >= cuts) return null;
            number += kept[to] * radix;
            radix *= cuts;
        }

        return number;
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
                    choices.Add(new Choice(ChoiceKind.Deliver, (byte)to, (byte)from, index));
                }
            }
        }
    }

    private void AddFaults(ReadOnlySpan<int> row, int peer, int live, bool isIdle, List<Choice> choices)
    {
        if (live > 1 && Has(row, Bound.Crashes, _bounds.Crashes)) AddCrashes(row, peer, choices);
        if (live > 1 && Has(row, Bound.Leaves, _bounds.Leaves)) choices.Add(new Choice(ChoiceKind.Leave, (byte)peer, 0, 0));
        if (isIdle || Has(row, Bound.Ticks, _bounds.Ticks)) choices.Add(new Choice(ChoiceKind.Tick, (byte)peer, 0, 0));
        for (var other = 0; other < _peers; other++)
        {
            if (other == peer) continue;
            var isOpen = NodeOf(row, other).Fate == LocalFate.Live && (NodeOf(row, peer).Closed & (1 << other)) == 0;
            if (isOpen && Has(row, Bound.Suspicions, _bounds.Suspicions))
                choices.Add(new Choice(ChoiceKind.Suspect, (byte)peer, (byte)other, 0));
            var items = ItemsOn(row, other, peer);
            for (var index = 0; index < items.Length; index++)
            {
                if (_items[items[index]].End is not null) continue;
                if (Has(row, Bound.Losses, _bounds.Losses)) choices.Add(new Choice(ChoiceKind.Lose, (byte)peer, (byte)other, index));
                if (Has(row, Bound.Duplicates, _bounds.Duplicates))
                    choices.Add(new Choice(ChoiceKind.Duplicate, (byte)peer, (byte)other, index));
            }
        }
    }

    private void AddCrashes(ReadOnlySpan<int> row, int peer, List<Choice> choices)
    {
        var cuts = 1;
        for (var to = 0; to < _peers && _bounds.Granularity == CrashGranularity.Send; to++) cuts *= Math.Max(1, Cuts(row, peer, to));
        for (var cut = 0; cut < cuts; cut++) choices.Add(new Choice(ChoiceKind.Crash, (byte)peer, 0, cut));
    }

    /// <summary>In how many ways the link to a peer may be cut; 0 if nobody reads it.</summary>
    private int Cuts(ReadOnlySpan<int> row, int peer, int to)
    {
        if (to == peer || NodeOf(row, to).Fate != LocalFate.Live || (NodeOf(row, to).Closed & (1 << peer)) != 0) return 0;
        var items = ItemsOn(row, peer, to).Length;
        return _bounds.Links == LinkKind.Fifo ? items + 1 : 1 << items;
    }

    private void Crash(Span<int> next, in Choice choice)
    {
        Use(next, Bound.Crashes);
        var peer = choice.Peer;
        var kept = CutOf(next, choice);
        for (var to = 0; to < _peers; to++)
        {
            if (kept[to] < 0) continue;
            ref var link = ref next[Link(peer, to)];
            link = _bounds.Links == LinkKind.Fifo || _bounds.Granularity == CrashGranularity.Handler
                ? _links.Prefix(link, kept[to])
                : Subset(link, kept[to]);
            var items = _links[link];
            if (items.Length == 0 || _items[items[^1]].End is null) link = _links.Append(link, _lost[peer]);
        }

        Forget(next, peer, LocalFate.Crashed);
    }

    private int Subset(int link, int mask)
    {
        for (var index = _links[link].Length - 1; index >= 0; index--)
        {
            if ((mask & (1 << index)) == 0) link = _links.Remove(link, index);
        }

        return link;
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

    private void Move(Span<int> next, int peer, LocalStep step)
    {
        next[peer] = step.To.Number;
        foreach (var (to, item) in step.Sends)
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

    private static bool Has(ReadOnlySpan<int> row, Bound bound, int most) => ((row[^1] >> ((int)bound * BitsOfABound)) & 15) < most;

    private static void Use(Span<int> row, Bound bound) => row[^1] += 1 << ((int)bound * BitsOfABound);
}
