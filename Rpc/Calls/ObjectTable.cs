using Course.Rpc.Filtering;

namespace Course.Rpc.Calls;

/// <summary>
/// The objects that can be called by name, and the calls that came before their object was registered: held in order, bounded.
/// On the loop only.
/// </summary>
internal sealed class ObjectTable(int maximumHeld)
{
    private readonly Dictionary<string, RegisteredObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<Envelope>> _held = new(StringComparer.Ordinal);
    private int _heldCount;

    /// <summary>Registers an object and gives back the calls that waited for it, oldest first.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public IReadOnlyCollection<Envelope> Add(string name, RegisteredObject registered)
    {
        if (!_objects.TryAdd(name, registered))
        {
            throw new ArgumentException(
                $"An object is registered as '{name}' already ({_objects[name].Contract.Name}). Choose another name.");
        }

        if (!_held.Remove(name, out var waiting)) return [];
        _heldCount -= waiting.Count;
        return waiting;
    }

    /// <summary>Registers an object, in the place of another one if the name is taken.</summary>
    public IReadOnlyCollection<Envelope> Replace(string name, RegisteredObject registered)
    {
        _objects.Remove(name);
        return Add(name, registered);
    }

    /// <summary>All registered objects.</summary>
    public IEnumerable<RegistryEntry> All => _objects.Select(pair => new RegistryEntry(pair.Key, pair.Value.Contract.Name));

    public bool TryFind(string name, out RegisteredObject registered) => _objects.TryGetValue(name, out registered!);

    /// <summary>Holds a call for an object that is not registered yet.</summary>
    /// <returns>False at the bound.</returns>
    public bool TryHold(in Envelope envelope)
    {
        if (_heldCount == maximumHeld) return false;
        _heldCount++;
        if (!_held.TryGetValue(envelope.Target, out var waiting)) _held.Add(envelope.Target, waiting = new Queue<Envelope>());
        waiting.Enqueue(envelope);
        return true;
    }

    /// <summary>The text for a call beyond the bound.</summary>
    public string Missing(string name) =>
        $"no object is registered as '{name}', and {maximumHeld} calls wait for missing objects already. Registered: "
        + $"{(_objects.Count == 0 ? "nothing" : string.Join(", ", _objects.Keys.Order(StringComparer.Ordinal)))}. "
        + "Register the object before the session starts.";
}
