namespace Course.Simulation.Exploring;

/// <content>Crashes: what they cut, and what they leave behind.</content>
internal sealed partial class StateSpace
{
    /// <summary>Relay numbers that a crash leaves at some of the live peers and not at all: 0 for none.</summary>
    public long PartialAfterCrash(ReadOnlySpan<int> next, int crashed)
    {
        var (least, most) = (long.MaxValue, 0L);
        for (var to = 0; to < _peers; to++)
        {
            var node = NodeOf(next, to);
            if (node.Fate != LocalFate.Live || (node.Closed & (1 << crashed)) != 0) continue;
            var last = Math.Max(node.LastRelay.Sequence, _links.LastRelayIn(next[Link(crashed, to)]));
            (least, most) = (Math.Min(least, last), Math.Max(most, last));
        }

        return most > least && least != long.MaxValue ? most - least : 0;
    }

    /// <summary>How many items of each link survive a crash, by receiver; -1 for a link that nobody reads.</summary>
    public int[] CutOf(ReadOnlySpan<int> row, in Choice crash)
    {
        var kept = new int[_peers];
        CutOf(row, crash, kept);
        return kept;
    }

    private void CutOf(ReadOnlySpan<int> row, in Choice crash, Span<int> kept)
    {
        var rest = crash.Argument;
        for (var to = 0; to < _peers; to++)
        {
            var cuts = Cuts(row, crash.Peer, to);
            kept[to] = cuts == 0 ? -1 : rest % cuts;
            if (cuts > 0) rest /= cuts;
            if (cuts > 0 && _bounds.Granularity == CrashGranularity.Handler) kept[to] = ItemsOn(row, crash.Peer, to).Length;
        }
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

    /// <summary>How many scripted crashes have happened.</summary>
    public static int ScriptedCrashesIn(ReadOnlySpan<int> row) => (row[^1] >> ((int)Bound.ScriptedCrashes * BitsOfABound)) & 15;

    private void AddCrashes(ReadOnlySpan<int> row, int peer, List<Choice> choices)
    {
        var cuts = 1;
        for (var to = 0; to < _peers && _bounds.Granularity == CrashGranularity.Send; to++) cuts *= Math.Max(1, Cuts(row, peer, to));
        for (var cut = 0; cut < cuts; cut++) choices.Add(new Choice(ScheduleStepKind.Crash, (byte)peer, 0, cut));
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
        Span<int> kept = stackalloc int[ExplorationBounds.MaximumPeers];
        CutOf(next, choice, kept);
        for (var to = 0; to < _peers; to++)
        {
            if (kept[to] < 0) continue;
            ref var link = ref next[Link(peer, to)];
            link = _bounds.Links == LinkKind.Fifo || _bounds.Granularity == CrashGranularity.Handler
                ? _links.Prefix(link, kept[to])
                : Subset(link, kept[to]);
            EndLink(ref link, peer);
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

    private void EndLink(ref int link, int crashed)
    {
        var items = _links[link];
        if (items.Length == 0 || _items[items[^1]].End is null) link = _links.Append(link, _lost[crashed]);
    }

    /// <summary>How many sends of a step leave before the scripted crash that is next; null if it does not happen in the step.</summary>
    private int? SendsBeforeCrash(ReadOnlySpan<int> row, int peer, LocalStep step)
    {
        var happened = ScriptedCrashesIn(row);
        if (happened == _bounds.ScriptedCrashes.Count || CountLive(row) == 1) return null;
        return step.From.Relays.SendsBefore(_bounds.ScriptedCrashes[happened], step.Sends.Select(send => _items[send.Item]));
    }

    private int CountLive(ReadOnlySpan<int> row)
    {
        var live = 0;
        for (var peer = 0; peer < _peers; peer++) live += NodeOf(row, peer).Fate == LocalFate.Live ? 1 : 0;
        return live;
    }

    /// <summary>Everything that was sent survives: nothing that was not sent lies on the links.</summary>
    private void CrashByScript(Span<int> next, int peer)
    {
        Use(next, Bound.ScriptedCrashes);
        for (var to = 0; to < _peers; to++)
        {
            if (Cuts(next, peer, to) > 0) EndLink(ref next[Link(peer, to)], peer);
        }

        Forget(next, peer, LocalFate.Crashed);
    }
}
