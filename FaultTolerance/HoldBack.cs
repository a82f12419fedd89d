namespace Course.FaultTolerance;

/// <summary>What came too early on a link that is not FIFO, until its turn. Bounded by what its senders may have under way.</summary>
internal sealed class HoldBack<TKey, TItem>(string what, long bound) where TKey : notnull
{
    private readonly Dictionary<TKey, TItem> _items = [];

    public int Count => _items.Count;

    /// <summary>Holds an item; a second one with the same key is a duplicate and changes nothing.</summary>
    public void Hold(TKey key, in TItem item)
    {
        // <A7.1> Hold back what comes too early.
        // | A second item with the same key changes nothing. More than bound items: an earlier one was lost, a
        // | ProtocolViolationException.
        if (!_items.TryAdd(key, item) || _items.Count <= bound) return;
        throw new ProtocolViolationException(
            $"{_items.Count} {what} wait for an earlier one, {bound} are allowed: an earlier one was lost. Links must be "
            + "reliable, if not FIFO (rule 7).");
        // </A7.1>
    }

    public bool TryTake(TKey key, out TItem item) => _items.Remove(key, out item!);

    public void Clear() => _items.Clear();
}
