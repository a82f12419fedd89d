using Course.Staffing.Grading.Splicing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Staffing.Grading.Gates;

/// <summary>
/// The first gate: judges, before anything runs, which API the lines of a student use, by Roslyn's symbols. What is declared in the boxes
/// of the product may be used, and of the platform what <see cref="ApiRules"/> or the part lists.
/// </summary>
internal static class ApiGate
{
    /// <summary>Judges lines of a compilation that compiles.</summary>
    /// <param name="compilation">Of the box that the lines are of.</param>
    /// <param name="lines">What the student wrote.</param>
    /// <param name="mayUse">Namespaces and types beyond the usual.</param>
    /// <returns>The refusals in the order of the lines, one for each place.</returns>
    public static IReadOnlyList<Refusal> Check(
        CSharpCompilation compilation, IReadOnlyList<StudentLines> lines, IReadOnlyList<string> mayUse)
    {
        var found = new List<Refusal>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var own = lines.Where(each => each.Path == tree.FilePath).ToList();
            if (own.Count == 0) continue;
            found.AddRange(SyntaxRules.Check(tree, own));
            var use = new SymbolUse(compilation.GetSemanticModel(tree), new AllowedSymbols(compilation, mayUse));
            foreach (var node in tree.GetRoot().DescendantNodes().Where(node => IsIn(node, own)))
            {
                if (use.Problem(node) is { } problem)
                    found.Add(new Refusal(tree.FilePath, LineOf(node), problem, ApiRules.Reason(problem)));
            }
        }

        return [.. found.DistinctBy(refusal => (refusal.Path, refusal.Line, refusal.What))
            .OrderBy(refusal => refusal.Path, StringComparer.Ordinal)
            .ThenBy(refusal => refusal.Line)];
    }

    /// <summary>The line of a node, from 1, whatever a directive says.</summary>
    internal static int LineOf(SyntaxNodeOrToken node) => node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>Whether a node lies in some lines: leaves by their line; what spans further is judged by its parts.</summary>
    private static bool IsIn(SyntaxNode node, List<StudentLines> lines)
    {
        var span = node.GetLocation().GetLineSpan();
        var (first, last) = (span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1);
        if (node is not (ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax or BaseTypeSyntax))
            return lines.Any(each => first >= each.First && last <= each.Last);
        return lines.Any(each => first <= each.Last && last >= each.First);
    }
}
