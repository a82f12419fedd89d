namespace Course.Tests.Mutants;

/// <summary>One change of one source file.</summary>
/// <param name="File">The path from the root of the repository, with forward slashes: <c>FaultTolerance/RelayLog.cs</c>.</param>
/// <param name="Replace">Whole lines or a part of one; must occur exactly once in the file.</param>
/// <param name="With">What stands there instead; may be empty.</param>
public sealed record MutantEdit(string File, string Replace, string With);
