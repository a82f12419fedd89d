using System.Runtime.Loader;
using Course.Simulation.Stepping;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Course.Tests.Testing;

/// <summary>Compiles an application as a student might write it into an assembly of its own, and loads it.</summary>
internal static class StudentAssembly
{
    private const string Before = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using Course.Peers; using Course.Simulation.Stepping;
        public interface ILog { Task Append(string text); }
        public sealed class Student : ISessionApplication, ILog
        {
            private ILog _ordered;
            private readonly List<string> _texts = new();
            public void Attach(Peer peer) { peer.Replicate<ILog>(this); _ordered = peer.Ordered<ILog>(); Begin(peer); }
            public void Call(string text) => _ = _ordered.Append(text);

        """;

    /// <summary>Makes the application of a peer from the members of a class that has <c>_ordered</c> and <c>_texts</c>.</summary>
    /// <param name="members"><c>Begin(Peer)</c>, and <c>Append(string)</c> of the replica.</param>
    /// <param name="folder">Where the assembly is written.</param>
    public static Func<ISessionApplication> Compile(string members, string folder)
    {
        var text = SourceText.From(Before + members + "\n}\n", System.Text.Encoding.UTF8);
        var source = CSharpSyntaxTree.ParseText(text, path: "Student/Student.cs");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"Student-{Guid.NewGuid():n}", [source], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        var file = Path.Combine(folder, "Student.dll");
        using (var image = File.Create(file))
        {
            var result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
            Assert.That(result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error), Is.Empty);
        }

        var type = new AssemblyLoadContext("student", isCollectible: false).LoadFromAssemblyPath(file).GetType("Student")!;
        return () => (ISessionApplication)Activator.CreateInstance(type)!;
    }
}
