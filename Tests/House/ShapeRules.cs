using Course.Tests.House.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Tests.House;

/// <summary>Rules on the size of things: a long file is a sign that two concepts live in one room.</summary>
internal static class ShapeRules
{
    public const int LongestFile = 300;
    public const int LongestMethod = 60;

    public static IEnumerable<string> Of(SourceFile source)
    {
        var lines = source.Lines.Count - (source.Lines[^1].Length == 0 ? 1 : 0);
        if (lines > LongestFile) yield return $"{source.FilePath} has {lines} lines, more than {LongestFile}";
        foreach (var method in source.Syntax.DescendantNodes().Where(IsMethod))
        {
            var span = method.SyntaxTree.GetLineSpan(method.Span);
            var length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (length > LongestMethod) yield return $"{source.At(method)} {NameOf(method)} has {length} lines, more than {LongestMethod}";
        }
    }

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static string NameOf(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => "the operator",
    };
}
