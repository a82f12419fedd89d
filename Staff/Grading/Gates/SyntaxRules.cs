using Course.Staffing.Grading.Splicing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Staffing.Grading.Gates;

/// <summary>What students' lines may not hold, whatever it refers to.</summary>
internal static class SyntaxRules
{
    /// <summary>The refusals of some lines of a file.</summary>
    public static IEnumerable<Refusal> Check(SyntaxTree tree, IReadOnlyList<StudentLines> lines)
    {
        bool IsIn(int line) => lines.Any(each => line >= each.First && line <= each.Last);
        var root = tree.GetRoot();
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: true).Where(trivia => trivia.IsDirective))
        {
            var line = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            if (!IsIn(line) || trivia.GetStructure() is RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax
                or PragmaWarningDirectiveTriviaSyntax) continue;
            yield return new Refusal(tree.FilePath, line, trivia.ToString().Trim(), "directives can hide places and switch given code off");
        }

        foreach (var token in root.DescendantTokens().Where(token => token.Kind() is SyntaxKind.UnsafeKeyword or SyntaxKind.ExternKeyword
            or SyntaxKind.FixedKeyword or SyntaxKind.StackAllocKeyword))
        {
            var line = ApiGate.LineOf(token);
            // A stack allocation into a span is safe; into a pointer it needs an unsafe context, which is refused.
            if (!IsIn(line) || token.IsKind(SyntaxKind.StackAllocKeyword)) continue;
            yield return new Refusal(tree.FilePath, line, token.Text, "no interop, and nothing unsafe");
        }

        foreach (var space in root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
        {
            var line = ApiGate.LineOf(space);
            var name = space.Name.ToString();
            if (!IsIn(line) || name.StartsWith("Course.", StringComparison.Ordinal)) continue;
            yield return new Refusal(tree.FilePath, line, $"namespace {name}", "a part declares its types in the namespace of its box");
        }

        foreach (var type in root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
        {
            var line = ApiGate.LineOf(type);
            var isInside = type.Ancestors().Any(holder => holder is BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax);
            if (!IsIn(line) || isInside) continue;
            yield return new Refusal(
                tree.FilePath, line, $"{type.Identifier.Text} outside of a namespace",
                "a part declares its types in the namespace of its box");
        }
    }
}
