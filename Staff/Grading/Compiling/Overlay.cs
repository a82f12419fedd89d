using Microsoft.CodeAnalysis.CSharp;

namespace Course.Staffing.Grading.Compiling;

/// <summary>What came of compiling changed sources: the assemblies that take the place of the reference's, or why there are none.</summary>
/// <param name="Images">The changed assemblies by name; empty if something does not compile.</param>
/// <param name="Compilations">The compilations of the boxes that were changed, by assembly, for questions about symbols.</param>
/// <param name="Problems">"FaultTolerance/X.cs:12: ; expected", in the order of files and lines; empty if all compiles.</param>
internal sealed record Overlay(
    IReadOnlyDictionary<string, AssemblyImage> Images, IReadOnlyDictionary<string, CSharpCompilation> Compilations,
    IReadOnlyList<string> Problems)
{
    /// <summary>Whether all of it compiles.</summary>
    public bool Compiles => Problems.Count == 0;

    /// <summary>Nothing, because of a problem.</summary>
    public static Overlay Not(string problem) =>
        new(new Dictionary<string, AssemblyImage>(), new Dictionary<string, CSharpCompilation>(), [problem]);
}
