using System.Collections.Immutable;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Tests.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Staffing.Grading.Compiling;

/// <summary>
/// Compiles changed sources of the boxes, in memory, against the kit's assemblies: only the boxes that hold a change, and those whose
/// references a change breaks. Keeps what it has read and parsed. Equal sources give equal bytes. Any thread.
/// </summary>
internal sealed class OverlayCompiler
{
    private const int MostProblems = 20;

    private readonly Dictionary<string, Lazy<ReferenceBox>> _boxes;

    /// <param name="reference">The sources.</param>
    /// <param name="kit">The prebuilt assemblies of the same tree.</param>
    /// <param name="isConcurrent">Whether one compilation may use all cores; false if several run side by side.</param>
    public OverlayCompiler(ReferenceTree reference, Kit kit, bool isConcurrent)
    {
        var platform = PlatformReferences();
        var product = Directory.EnumerateFiles(kit.Folder, "*.dll")
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file), file => (MetadataReference)MetadataReference.CreateFromFile(file));
        var options = BoxCompilation.Options(isConcurrent);
        _boxes = Box.All.ToDictionary(
            box => box.Assembly, box => new Lazy<ReferenceBox>(() => Read(box, reference, platform, product, options)));
    }

    /// <summary>Compiles the reference with other texts.</summary>
    /// <param name="texts">By path from the root, with forward slashes; a text for a file that the reference lacks is a new file.</param>
    public Overlay Compile(IReadOnlyDictionary<string, string> texts)
    {
        var images = new Dictionary<string, AssemblyImage>(StringComparer.Ordinal);
        var compilations = new Dictionary<string, CSharpCompilation>(StringComparer.Ordinal);
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var box in Box.All)
        {
            var changes = texts.Where(text => Box.Of(text.Key) == box).ToList();
            if (changes.Count == 0 && !box.Uses.Any(moved.Contains)) continue;
            var reference = _boxes[box.Assembly].Value;
            var compilation = reference.Referring(Replace(reference, changes), box.Uses.Where(images.ContainsKey), images);
            var (image, problems) = Emit(compilation);
            if (image is null) return new Overlay(new Dictionary<string, AssemblyImage>(), compilations, problems);
            images.Add(box.Assembly, image);
            compilations.Add(box.Assembly, compilation);
            if (!reference.Surface.IsSubsetOf(Surface.Of(compilation.Assembly))) moved.Add(box.Assembly);
        }

        return new Overlay(images, compilations, []);
    }

    /// <summary>The compilation of the one box that some texts are of, whether it compiles or not.</summary>
    public CSharpCompilation Analyze(IReadOnlyDictionary<string, string> texts) =>
        Replace(_boxes[Box.Of(texts.Keys.First())!.Assembly].Value, texts);

    private static CSharpCompilation Replace(ReferenceBox reference, IEnumerable<KeyValuePair<string, string>> changes)
    {
        var compilation = reference.Compilation;
        foreach (var (path, text) in changes)
        {
            var tree = BoxCompilation.Parse(path, text);
            compilation = reference.Trees.TryGetValue(path, out var original)
                ? compilation.ReplaceSyntaxTree(original, tree)
                : compilation.AddSyntaxTrees(tree);
        }

        return compilation;
    }

    private static (AssemblyImage? Image, IReadOnlyList<string> Problems) Emit(CSharpCompilation compilation)
    {
        using var bytes = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(bytes, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (result.Success) return (new AssemblyImage(bytes.ToArray(), symbols.ToArray()), []);
        return (null, [.. result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)
            .OrderBy(found => found.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(found => found.Location.SourceSpan.Start).Take(MostProblems).Select(Words)]);
    }

    private static string Words(Diagnostic problem)
    {
        var text = problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Location.SourceTree is not { } tree) return $"{problem.Id}: {text}";
        // The place in the file as it is, whatever a #line directive says.
        return $"{tree.FilePath}:{problem.Location.GetLineSpan().StartLinePosition.Line + 1}: {text} ({problem.Id})";
    }

    private static ReferenceBox Read(
        Box box, ReferenceTree reference, IReadOnlyList<MetadataReference> platform,
        Dictionary<string, MetadataReference> product, CSharpCompilationOptions options)
    {
        var original = product[box.Assembly];
        var uses = box.Uses.ToDictionary(name => name, name => product[name]);
        IEnumerable<MetadataReference> references =
            [.. platform, .. uses.Values, .. product.Where(one => IsLibrary(one.Key)).Select(one => one.Value)];
        var probe = CSharpCompilation.Create("probe", references: [.. platform, original]);
        var symbol = (IAssemblySymbol)probe.GetAssemblyOrModuleSymbol(original)!;
        var trees = reference.Sources.Where(source => Box.Of(source.Key) == box)
            .ToDictionary(source => source.Key, source => BoxCompilation.Parse(source.Key, source.Value), StringComparer.Ordinal);
        var compilation = CSharpCompilation.Create(
            box.Assembly,
            [.. trees.Values, .. GeneratedFor(symbol)],
            references, options);
        return new ReferenceBox(compilation, trees, uses, Surface.Of(compilation.Assembly));
    }

    private static IEnumerable<SyntaxTree> GeneratedFor(IAssemblySymbol original) => BoxCompilation.Generated(
        original.Identity.Version,
        original.GetAttributes().Where(attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value!));

    private static ImmutableArray<MetadataReference> PlatformReferences() =>
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(path => IsPlatform(Path.GetFileName(path))).Order(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Packages that the product itself is made with; what tests are made with is not to be seen.</summary>
    private static bool IsLibrary(string assembly) =>
        assembly != SessionProgram.Assembly && !assembly.StartsWith("Course.", StringComparison.Ordinal)
        && !assembly.StartsWith("nunit.", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlatform(string file) =>
        (file.StartsWith("System.", StringComparison.Ordinal) && file != "System.CommandLine.dll")
        || file is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll";
}
