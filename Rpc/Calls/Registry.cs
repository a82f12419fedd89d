namespace Course.Rpc.Calls;

/// <summary>Answers for this peer's table of objects. On the loop.</summary>
internal sealed class Registry(ObjectTable objects) : IRegistry
{
    public Task<IReadOnlyList<RegistryEntry>> List() =>
        Task.FromResult<IReadOnlyList<RegistryEntry>>([.. objects.All.OrderBy(entry => entry.Name, StringComparer.Ordinal)]);

    public Task<string?> Find(string name) =>
        Task.FromResult(objects.TryFind(name, out var registered) ? registered.Contract.Name : null);
}
