namespace Course.Rpc.Calls;

/// <summary>What every peer tells of its registered objects; registered at each peer under its own name.</summary>
public interface IRegistry
{
    /// <summary>All registered names with their contracts, in ordinal order of the names.</summary>
    Task<IReadOnlyList<RegistryEntry>> List();

    /// <summary>The contract registered under a name; <see langword="null"/> if there is none.</summary>
    Task<string?> Find(string name);
}
