using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Course.Simulation.Stepping;

/// <summary>The store of one peer through all its lives. One thread at a time.</summary>
internal sealed class SimulatedDisk : IPersistentState
{
    private readonly SortedDictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly DiskJournal _journal = new();
    private int _bytes;

    public IReadOnlyList<string> Keys => [.. _values.Keys];

    public void Write(string key, ReadOnlySpan<byte> value)
    {
        Require(key);
        var bytes = (long)_bytes - SizeOf(key) + Encoding.UTF8.GetByteCount(key) + value.Length;
        if (bytes > IPersistentState.MaximumBytes)
        {
            throw new PersistentStateException(string.Create(
                CultureInfo.InvariantCulture,
                $"the store would hold {bytes:N0} bytes with '{key}' of {value.Length:N0} bytes; {IPersistentState.MaximumBytes:N0} "
                + $"are allowed, keys included. Delete keys that are no longer needed, or keep less."));
        }

        Put(key, value.ToArray());
    }

    public bool TryRead(string key, [NotNullWhen(true)] out byte[]? value)
    {
        Require(key);
        value = _values.TryGetValue(key, out var found) ? [.. found] : null;
        return value is not null;
    }

    public bool Delete(string key)
    {
        Require(key);
        var isThere = _values.ContainsKey(key);
        if (isThere) Put(key, null);
        return isThere;
    }

    /// <summary>A step of the peer begins: what was written before stays for ever.</summary>
    /// <param name="sentInStep">How many items the step has sent when it is asked.</param>
    public void BeginStep(Func<int> sentInStep) => _journal.Begin(sentInStep);

    /// <summary>The peer died inside the last step, when it was about to send more than so many items: takes later writes back.</summary>
    public void ForgetAfter(int sent)
    {
        while (_journal.TakeAfter(sent) is var (key, before)) Set(key, before);
    }

    private void Put(string key, byte[]? value)
    {
        _journal.Add(key, _values.GetValueOrDefault(key));
        Set(key, value);
    }

    private void Set(string key, byte[]? value)
    {
        _bytes -= SizeOf(key);
        if (value is null) _values.Remove(key);
        else _values[key] = value;
        _bytes += SizeOf(key);
    }

    private int SizeOf(string key) => _values.TryGetValue(key, out var value) ? Encoding.UTF8.GetByteCount(key) + value.Length : 0;

    private static void Require(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is > 0 and <= IPersistentState.MaximumKeyLength) return;
        throw new ArgumentException(
            $"a key of the store has {key.Length} characters: choose one of 1 to {IPersistentState.MaximumKeyLength}.", nameof(key));
    }
}
