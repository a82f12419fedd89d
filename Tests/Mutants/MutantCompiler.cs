using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Tests.Mutants;

/// <summary>
/// Applies a mutant's edits to the reference's sources and compiles the assemblies that they change, in memory, under the names of the
/// originals. Deterministic: equal sources give equal bytes. Each mutant is compiled once for each compiler object. Any thread.
/// </summary>
public sealed class MutantCompiler
{
    /// <summary>What can be mutated, each after what it refers to.</summary>
    private static readonly ImmutableArray<(string Folder, string Assembly)> Projects =
    [
        ("Rpc", "Course.Rpc"),
        ("FaultTolerance", "Course.FaultTolerance"),
        ("Filters", "Course.Filters"),
        ("Relayer", "Course.Relayer"),
        ("RelayerClient", "Course.RelayerClient"),
        ("Peer", "Course.Peer"),
    ];

    private readonly ConcurrentDictionary<string, Lazy<CompiledMutant>> _compiled = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableDictionary<string, MetadataReference>> _files = new(ReferencesOfThisProcess);

    // What a mutant does not change is read, parsed and bound once for all of them.
    private readonly ConcurrentDictionary<string, Lazy<ReferenceCompilation>> _references = new(StringComparer.Ordinal);

    /// <exception cref="MutantException">
    /// An edit does not fit, or the result does not compile; the text names mutant, file and line.
    /// </exception>
    public CompiledMutant Compile(Mutant mutant) =>
        _compiled.GetOrAdd(mutant.Name, _ => new Lazy<CompiledMutant>(() => CompileNow(mutant))).Value;

    /// <summary>The sources of a folder with the mutant's edits, by path.</summary>
    internal static IReadOnlyDictionary<string, string> Apply(Mutant mutant, string folder)
    {
        var sources = MutantCatalogue.SourcesOf(folder).ToDictionary();
        foreach (var edit in mutant.Edits.Where(edit => edit.File.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            if (!sources.TryGetValue(edit.File, out var source))
            {
                throw new MutantException($"Mutant {mutant.Name}: {edit.File} does not exist; correct its 'file:' line.");
            }

            var places = source.Split(edit.Replace).Length - 1;
            if (places != 1)
            {
                throw new MutantException(
                    $"Mutant {mutant.Name}: the text to replace occurs {places} times in {edit.File}, it must occur once. "
                    + $"The source has changed, adapt the patch:\n{edit.Replace}");
            }

            sources[edit.File] = source.Replace(edit.Replace, edit.With, StringComparison.Ordinal);
        }

        return sources;
    }

    private CompiledMutant CompileNow(Mutant mutant)
    {
        foreach (var edit in mutant.Edits.Where(edit => !Projects.Any(project => IsIn(project.Folder, edit))))
        {
            throw new MutantException(
                $"Mutant {mutant.Name}: {edit.File} is in none of {string.Join(", ", Projects.Select(project => project.Folder))}.");
        }

        var images = new Dictionary<string, AssemblyImage>(StringComparer.Ordinal);
        foreach (var (folder, assembly) in Projects.Where(project => mutant.Edits.Any(edit => IsIn(project.Folder, edit))))
        {
            images.Add(assembly, CompileAssembly(mutant, assembly, Apply(mutant, folder), images));
        }

        return new CompiledMutant(mutant.Name, images);
    }

    private AssemblyImage CompileAssembly(
        Mutant mutant, string assembly, IReadOnlyDictionary<string, string> sources, Dictionary<string, AssemblyImage> compiled)
    {
        var (compilation, trees) = _references.GetOrAdd(assembly, _ => new Lazy<ReferenceCompilation>(() => ReferenceOf(assembly))).Value;
        foreach (var (path, text) in sources.Where(source => trees[source.Key].ToString() != source.Value))
        {
            compilation = compilation.ReplaceSyntaxTree(trees[path], BoxCompilation.Parse(path, text));
        }

        if (compiled.Count > 0) compilation = compilation.WithReferences(References(assembly, compiled));
        using var bytes = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(bytes, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (result.Success) return new AssemblyImage(bytes.ToArray(), symbols.ToArray());
        var error = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var line = error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
        throw new MutantException($"Mutant {mutant.Name} does not compile: {error.ToString()}\n{line}");
    }

    private ReferenceCompilation ReferenceOf(string assembly)
    {
        var folder = Projects.Single(project => project.Assembly == assembly).Folder;
        var trees = MutantCatalogue.SourcesOf(folder)
            .ToDictionary(source => source.Key, source => BoxCompilation.Parse(source.Key, source.Value));
        var inOrder = trees.OrderBy(tree => tree.Key, StringComparer.Ordinal).Select(tree => tree.Value);
        return new ReferenceCompilation(
            CSharpCompilation.Create(
                assembly, inOrder.Concat(GeneratedFor(Assembly.Load(new AssemblyName(assembly)))), References(assembly, []),
                BoxCompilation.Options(isConcurrent: true)),
            trees);
    }

    /// <summary>What an assembly may refer to: with mutated assemblies in the place of the originals.</summary>
    private IEnumerable<MetadataReference> References(string assembly, Dictionary<string, AssemblyImage> compiled)
    {
        var references = _files.Value.Remove(assembly);
        foreach (var (name, image) in compiled)
        {
            references = references.SetItem(name, MetadataReference.CreateFromImage(ImmutableArray.Create(image.Bytes.Span)));
        }

        return references.OrderBy(reference => reference.Key, StringComparer.Ordinal).Select(reference => reference.Value);
    }

    private static IEnumerable<SyntaxTree> GeneratedFor(Assembly original) => BoxCompilation.Generated(
        original.GetName().Version,
        original.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName));

    /// <summary>The base library, Castle, and the product's assemblies beside this one.</summary>
    private static ImmutableDictionary<string, MetadataReference> ReferencesOfThisProcess()
    {
        var platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        var product = Directory.EnumerateFiles(AppContext.BaseDirectory, "Course.*.dll").Append(
            Path.Combine(AppContext.BaseDirectory, "Castle.Core.dll"));
        return platform.Concat(product).Where(File.Exists).DistinctBy(Path.GetFileNameWithoutExtension).ToImmutableDictionary(
            path => Path.GetFileNameWithoutExtension(path)!, path => (MetadataReference)MetadataReference.CreateFromFile(path));
    }

    private static bool IsIn(string folder, MutantEdit edit) => edit.File.StartsWith(folder + "/", StringComparison.Ordinal);

    private sealed record ReferenceCompilation(CSharpCompilation Compilation, IReadOnlyDictionary<string, SyntaxTree> Trees);
}
