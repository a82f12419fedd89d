namespace Course.Examples;

/// <summary>A store of texts. Each operation sees all that come before it in the one order, whoever asked for them.</summary>
public interface IStore
{
    /// <summary>The value of a key, or null. As an ordered call it never reads an old value.</summary>
    Task<string?> Get(string key);

    /// <summary>Sets a value.</summary>
    /// <returns>The version of the whole store after it, from 1.</returns>
    Task<int> Put(string key, string value);

    /// <summary>Sets a value only where the old one is as expected: of two that try at once, one wins, and all peers agree which.</summary>
    Task<bool> Swap(string key, string old, string next);
}

internal sealed class Store : IStore
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private int _version;

    public Task<string?> Get(string key) => Task.FromResult(_values.GetValueOrDefault(key));

    public Task<int> Put(string key, string value)
    {
        _values[key] = value;
        return Task.FromResult(++_version);
    }

    public Task<bool> Swap(string key, string old, string next)
    {
        if (_values.GetValueOrDefault(key) != old) return Task.FromResult(false);
        _values[key] = next;
        _version++;
        return Task.FromResult(true);
    }
}
