using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Tests.Mutants;

/// <summary>
/// How sources of the product are compiled outside of a build, so that the result can stand in for the assembly of the build.
/// </summary>
internal static class BoxCompilation
{
    // What the SDK generates for ImplicitUsings.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // No warning is ever shown here, so the flow analysis behind those of nullable references, a fifth of the work, is left out.
    private static readonly CSharpParseOptions Parsing =
        new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("run-nullable-analysis", "never")]);

    /// <summary>Optimized, with nullable references, and equal bytes for equal sources.</summary>
    /// <param name="isConcurrent">Whether one compilation may use all cores.</param>
    public static CSharpCompilationOptions Options(bool isConcurrent) => new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true,
        concurrentBuild: isConcurrent, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Parsing, path, Encoding.UTF8);

    /// <summary>What the build adds to the sources: the usings; the version, and the assemblies that may see the internals.</summary>
    /// <param name="version">Of the original.</param>
    /// <param name="friends">Of the original.</param>
    public static IEnumerable<SyntaxTree> Generated(Version? version, IEnumerable<string> friends)
    {
        const string Friend = nameof(InternalsVisibleToAttribute);
        var attributes = friends.Order(StringComparer.Ordinal)
            .Select(friend => $"[assembly: System.Runtime.CompilerServices.{Friend}(\"{friend}\")]")
            .Prepend($"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]");
        return [Parse("ImplicitUsings.cs", ImplicitUsings), Parse("AssemblyAttributes.cs", string.Join('\n', attributes))];
    }
}
