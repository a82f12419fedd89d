using System.Collections.Immutable;
using Course.Simulation.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Course.Tests.Simulation.Determinism;

/// <summary>Compiles what a student might write, in memory, and scans it.</summary>
internal static class StudentCode
{
    public const string File = "Student/Foo.cs";

    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The texts of what is found in a source, in order.</summary>
    public static string[] Findings(string source, OptimizationLevel level = OptimizationLevel.Debug) =>
        [.. DeterminismScan.Scan([Compile(source, level)]).Select(finding => finding.Text)];

    /// <summary>What is found, each as rule, line, type and member, and what it does: the words without the advice.</summary>
    public static string[] Brief(string source, OptimizationLevel level = OptimizationLevel.Debug) =>
        [.. DeterminismScan.Scan([Compile(source, level)])
            .Select(finding => $"{finding.Line} {finding.Type}.{finding.Member} {finding.What} ({finding.Rule})")];

    /// <param name="source">The text of <see cref="File"/>.</param>
    /// <param name="level">Debug code keeps all variables, release code leaves most to the stack.</param>
    /// <param name="symbols">Where the symbols go.</param>
    /// <param name="file">The path that the symbols hold.</param>
    public static AssemblyImage Compile(
        string source, OptimizationLevel level = OptimizationLevel.Debug,
        DebugInformationFormat symbols = DebugInformationFormat.PortablePdb, string file = File)
    {
        var compilation = CSharpCompilation.Create(
            "Student",
            [Parse(source, file), Parse(Usings, "Usings.cs")],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, allowUnsafe: true, deterministic: true));
        using var image = new MemoryStream();
        using var pdb = new MemoryStream();
        var isEmbedded = symbols == DebugInformationFormat.Embedded;
        var result = compilation.Emit(image, isEmbedded ? null : pdb, options: new EmitOptions(debugInformationFormat: symbols));
        Assert.That(result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error), Is.Empty);
        var student = new AssemblyImage("Student.dll", image.ToArray());
        return isEmbedded ? student : student with { Symbols = pdb.ToArray() };
    }

    private static SyntaxTree Parse(string source, string file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), path: file);
}
