namespace Course.Simulation.Exploring;

/// <summary>
/// The contents of links, each kept once: a state names a link's content by its number, 0 for nothing. Items are named by their numbers
/// in the <see cref="ItemTable"/>. What becomes of a content is found by its number, so that a search that comes there again copies and
/// compares no items. One thread.
/// </summary>
internal sealed class LinkContents
{
    private readonly List<Content> _contents = [];
    private readonly Dictionary<int[], int> _numbers = new(new Same());
    private readonly Dictionary<long, int> _appended = [];
    private readonly Func<int, long> _relayOf;

    /// <param name="relayOf">The sequence number of the relay that an item is; 0 for an item that is none.</param>
    public LinkContents(Func<int, long> relayOf)
    {
        _relayOf = relayOf;
        _contents.Add(new Content([], 0));
    }

    /// <summary>The items of a content, oldest first.</summary>
    public ReadOnlySpan<int> this[int content] => _contents[content].Items;

    /// <summary>The greatest sequence number of the relays in a content; 0 if there is none.</summary>
    public long LastRelayIn(int content) => _contents[content].LastRelay;

    /// <summary>The content with one item more, at the new end.</summary>
    public int Append(int content, int item)
    {
        var key = ((long)content << 32) | (uint)item;
        if (!_appended.TryGetValue(key, out var longer)) _appended.Add(key, longer = NumberOf([.. _contents[content].Items, item]));
        return longer;
    }

    /// <summary>The content without one of its items.</summary>
    public int Remove(int content, int index)
    {
        var (items, removed) = (_contents[content].Items, _contents[content].Removed);
        if (removed[index] < 0) removed[index] = NumberOf([.. items[..index], .. items[(index + 1)..]]);
        return removed[index];
    }

    /// <summary>The oldest items of a content.</summary>
    public int Prefix(int content, int length)
    {
        var (items, prefixes) = (_contents[content].Items, _contents[content].Prefixes);
        if (length == items.Length) return content;
        if (prefixes[length] < 0) prefixes[length] = NumberOf(items[..length]);
        return prefixes[length];
    }

    private int NumberOf(int[] items)
    {
        if (items.Length == 0) return 0;
        if (_numbers.TryGetValue(items, out var number)) return number;
        _contents.Add(new Content(items, items.Max(_relayOf)));
        _numbers.Add(items, _contents.Count - 1);
        return _contents.Count - 1;
    }

    /// <summary>A content, and the numbers of what is left of it without one item, and of its prefixes; -1 for not yet known.</summary>
    private sealed class Content(int[] items, long lastRelay)
    {
        public int[] Items { get; } = items;

        public long LastRelay { get; } = lastRelay;

        public int[] Removed { get; } = [.. items.Select(_ => -1)];

        public int[] Prefixes { get; } = [.. items.Select(_ => -1)];
    }

    private sealed class Same : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? left, int[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(int[] items)
        {
            var hash = 17;
            foreach (var item in items) hash = unchecked((hash * 31) + item);
            return hash;
        }
    }
}
