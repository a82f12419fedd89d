namespace Course.Tests.Mutants;

/// <summary>The assemblies that a mutant changes, compiled; all others are the reference's. Immutable, any thread.</summary>
/// <param name="Name">The mutant's name, or <c>reference</c>.</param>
/// <param name="Assemblies">By simple name, such as <c>Course.FaultTolerance</c>.</param>
public sealed record CompiledMutant(string Name, IReadOnlyDictionary<string, AssemblyImage> Assemblies)
{
    /// <summary>Nothing is changed: what a driver must find no fault with.</summary>
    public static CompiledMutant Reference { get; } = new("reference", new Dictionary<string, AssemblyImage>());
}
