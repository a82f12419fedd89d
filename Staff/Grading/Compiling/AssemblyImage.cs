namespace Course.Staffing.Grading.Compiling;

/// <summary>An assembly as it was compiled in memory.</summary>
/// <param name="Bytes">The assembly.</param>
/// <param name="Symbols">Its portable symbols.</param>
internal sealed record AssemblyImage(byte[] Bytes, byte[] Symbols);
