namespace Course.Simulation.Exploring;

/// <summary>
/// The contents of links, each kept once: a state names a link's content by its number, 0 for nothing. Items are named by their numbers
/// in the <see cref="ItemTable"/>. One thread.
/// </summary>
internal sealed class LinkContents
{
    private readonly List<int[]> _contents = [[]];
    private readonly Dictionary<int[], int> _numbers = new(new Same());
    private readonly Dictionary<(int Content, int Item), int> _appended = [];
    private readonly Dictionary<(int Content, int Index), int> _removed = [];
    private readonly Dictionary<(int Content, int Length), int> _cut = [];

    /// <summary>The items of a content, oldest first.</summary>
    public ReadOnlySpan<int> this[int content] => _contents[content];

    /// <summary>The content with one item more, at the new end.</summary>
    public int Append(int content, int item)
    {
        if (!_appended.TryGetValue((content, item), out var longer))
        {
            _appended.Add((content, item), longer = NumberOf([.. _contents[content], item]));
        }

        return longer;
    }

    /// <summary>The content without one of its items.</summary>
    public int Remove(int content, int index)
    {
        if (!_removed.TryGetValue((content, index), out var shorter))
        {
            var items = _contents[content];
            _removed.Add((content, index), shorter = NumberOf([.. items[..index], .. items[(index + 1)..]]));
        }

        return shorter;
    }

    /// <summary>The oldest items of a content.</summary>
    public int Prefix(int content, int length)
    {
        if (!_cut.TryGetValue((content, length), out var prefix))
        {
            _cut.Add((content, length), prefix = NumberOf(_contents[content][..length]));
        }

        return prefix;
    }

    private int NumberOf(int[] items)
    {
        if (items.Length == 0) return 0;
        if (_numbers.TryGetValue(items, out var number)) return number;
        _contents.Add(items);
        _numbers.Add(items, _contents.Count - 1);
        return _contents.Count - 1;
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
