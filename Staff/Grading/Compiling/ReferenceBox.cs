using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Staffing.Grading.Compiling;

/// <summary>A box of the reference, parsed.</summary>
/// <param name="Compilation">With the reference's sources.</param>
/// <param name="Trees">Its files by path.</param>
/// <param name="Uses">The prebuilt assemblies of the product that it refers to, by name.</param>
/// <param name="Surface">What other assemblies can refer to.</param>
internal sealed record ReferenceBox(
    CSharpCompilation Compilation, IReadOnlyDictionary<string, SyntaxTree> Trees,
    IReadOnlyDictionary<string, MetadataReference> Uses, IReadOnlySet<string> Surface)
{
    /// <summary>A compilation of this box with compiled assemblies in the place of the prebuilt ones of these names.</summary>
    public CSharpCompilation Referring(
        CSharpCompilation compilation, IEnumerable<string> names, IReadOnlyDictionary<string, AssemblyImage> images)
    {
        foreach (var name in names)
        {
            var compiled = MetadataReference.CreateFromImage(ImmutableArray.Create(images[name].Bytes));
            compilation = compilation.ReplaceReference(Uses[name], compiled);
        }

        return compilation;
    }
}
