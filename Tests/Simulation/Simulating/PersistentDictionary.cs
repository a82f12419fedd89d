using System.Text;
using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>A replicated dictionary that finds its entries again after a crash. A call <c>key=value</c> sets, <c>key</c> removes.</summary>
public sealed class PersistentDictionary : IPersistentApplication, PersistentDictionary.IEntries
{
    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);
    private IPersistentState? _state;
    private IEntries? _ordered;

    public interface IEntries
    {
        void Set(string key, string value);

        void Remove(string key);
    }

    /// <summary>The entries, as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Entries => [.. _entries.Select(entry => $"{entry.Key}={entry.Value}")];

    /// <summary>What was there when the process was started.</summary>
    public IReadOnlyList<string> Recovered { get; private set; } = [];

    public void Open(IPersistentState state)
    {
        _state = state;
        foreach (var key in state.Keys)
        {
            if (state.TryRead(key, out var value)) _entries[key] = Encoding.UTF8.GetString(value);
        }

        Recovered = Entries;
    }

    public void Attach(Peer peer)
    {
        peer.Replicate<IEntries>(this);
        _ordered = peer.Ordered<IEntries>();
    }

    public void Call(string text)
    {
        var words = text.Split('=');
        if (words.Length == 2) _ordered!.Set(words[0], words[1]);
        else _ordered!.Remove(text);
    }

    public void Set(string key, string value)
    {
        _entries[key] = value;
        _state!.Write(key, Encoding.UTF8.GetBytes(value));
    }

    public void Remove(string key)
    {
        _entries.Remove(key);
        _state!.Delete(key);
    }
}
