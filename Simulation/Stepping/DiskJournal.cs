namespace Course.Simulation.Stepping;

/// <summary>What the writes of one step replaced, so that a crash inside the step can take back those that it never reached.</summary>
internal sealed class DiskJournal
{
    private readonly Stack<(int Sent, string Key, byte[]? Before)> _writes = new();
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);
    private Func<int> _sentInStep = static () => 0;

    public void Begin(Func<int> sentInStep)
    {
        _writes.Clear();
        _last.Clear();
        _sentInStep = sentInStep;
    }

    public void Add(string key, byte[]? before)
    {
        var sent = _sentInStep();
        // Between two sends nobody can look: what the first write replaced is all that can come back.
        if (_last.TryGetValue(key, out var last) && last == sent) return;
        _last[key] = sent;
        _writes.Push((sent, key, before));
    }

    /// <summary>The last write after so many sends: its key and what was there before; null if there is none.</summary>
    public (string Key, byte[]? Before)? TakeAfter(int sent)
    {
        if (!_writes.TryPeek(out var write) || write.Sent <= sent) return null;
        _writes.Pop();
        return (write.Key, write.Before);
    }
}
