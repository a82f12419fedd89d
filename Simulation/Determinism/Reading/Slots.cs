namespace Course.Simulation.Determinism.Reading;

/// <summary>
/// Which variables, fields, parameters and results hold a collection in hash order although their declared type does not say so.
/// It grows while the scan walks over the methods, again and again until nothing is added; each has one entry, so that ends.
/// </summary>
internal sealed class Slots
{
    private readonly Dictionary<string, TypeShape> _sources = [];

    /// <summary>How many are known; a walk over all methods that leaves it unchanged was the last.</summary>
    public int Count => _sources.Count;

    public TypeShape? this[string slot] => _sources.GetValueOrDefault(slot);

    /// <summary>Notes that the value was stored there.</summary>
    public void Store(string slot, Value value)
    {
        if (value.Source is { } source) _sources.TryAdd(slot, source);
    }
}
