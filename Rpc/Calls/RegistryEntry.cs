namespace Course.Rpc.Calls;

/// <summary>A registered object.</summary>
/// <param name="Name">The name under which it is called.</param>
/// <param name="Contract">The name of its contract.</param>
public sealed record RegistryEntry(string Name, string Contract);
