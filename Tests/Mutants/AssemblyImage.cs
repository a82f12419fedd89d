namespace Course.Tests.Mutants;

/// <summary>A compiled assembly in memory.</summary>
/// <param name="Bytes">The assembly.</param>
/// <param name="Symbols">Its portable PDB; file names are paths from the root of the repository.</param>
public sealed record AssemblyImage(ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Symbols);
