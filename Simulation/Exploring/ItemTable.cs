using Course.Simulation.Fingerprints;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>All items that were ever sent, each kept once, by content. One thread; reading may be shared while nobody adds.</summary>
internal sealed class ItemTable
{
    private readonly List<(LinkItem Item, Fingerprint Fingerprint)> _items = [];
    private readonly Dictionary<Fingerprint, int> _numbers = [];
    private readonly CanonicalWriter _writer = new();

    public LinkItem this[int number] => _items[number].Item;

    public Fingerprint FingerprintOf(int number) => _items[number].Fingerprint;

    public int NumberOf(LinkItem item)
    {
        _writer.Clear();
        Write(_writer, item);
        var fingerprint = _writer.Fingerprint;
        if (_numbers.TryGetValue(fingerprint, out var number)) return number;
        _items.Add((item, fingerprint));
        _numbers.Add(fingerprint, _items.Count - 1);
        return _items.Count - 1;
    }

    /// <summary>The order of items on links that keep none: by content, ends last.</summary>
    public int Compare(int left, int right) =>
        (_items[left].Item.End is not null, FingerprintOf(left)).CompareTo((_items[right].Item.End is not null, FingerprintOf(right)));

    public void Sort(List<LinkItem> items) => items.Sort((left, right) => Compare(NumberOf(left), NumberOf(right)));

    private static void Write(CanonicalWriter writer, LinkItem item)
    {
        writer.Write(item.End is { } end ? (int)end : -1);
        writer.Write(item.Detail);
        writer.Write(item.Frame.Span);
    }
}
