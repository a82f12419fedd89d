using System.Text.RegularExpressions;
using Course.Staffing.Regions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>
/// Names that are declared inside regions that are not given, and are no identifier anywhere outside of them. A name that is also an
/// English word, like "held", is searched in code alone: C#, blocks of C# in documents, metadata. A name with an inner capital, an
/// underscore or a digit is searched in every text. Constant; any thread.
/// </summary>
internal sealed partial class SolutionNames
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <param name="files">The C# files of the reference that are given, by path, with their regions.</param>
    /// <param name="solved">The labs whose regions are given.</param>
    public SolutionNames(IEnumerable<MarkedFile> files, IReadOnlyList<int> solved)
    {
        var outside = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
            var lines = SourceText.From(file.Text).Lines;
            var regions = file.Regions.Where(region => !solved.Contains(region.Part[1] - '0')).ToList();
            foreach (var token in root.DescendantTokens(descendIntoTrivia: true).Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
            {
                var line = lines.GetLineFromPosition(token.SpanStart).LineNumber + 1;
                var region = regions.Find(region => region.FirstLine < line && line < region.LastLine);
                if (region is null) outside.Add(token.ValueText);
                else if (IsDeclared(token)) _places.TryAdd(token.ValueText, $"{region.Part} ({file.Path}:{line})");
            }

            // What prompt and stub name is told on purpose.
            foreach (var told in regions.SelectMany(region => region.Prompt.Concat(region.Stub)))
            {
                outside.UnionWith(Word().Matches(told).Select(match => match.Value));
            }
        }

        foreach (var name in outside) _places.Remove(name);
    }

    /// <summary>How many there are.</summary>
    public int Count => _places.Count;

    /// <summary>The names that are identifiers in a C# text.</summary>
    public IEnumerable<(int Line, string Name, string Place)> InSource(string text)
    {
        var lines = SourceText.From(text).Lines;
        foreach (var token in SyntaxFactory.ParseTokens(text).Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
        {
            if (!_places.TryGetValue(token.ValueText, out var place)) continue;
            yield return (lines.GetLineFromPosition(token.SpanStart).LineNumber + 1, token.ValueText, place);
        }
    }

    /// <summary>The names that any text holds: as words of their form, and in blocks of C# all of them.</summary>
    public IEnumerable<(int Line, string Name, string Place)> InWords(string text)
    {
        foreach (var (word, at) in Word().Matches(text).Select(match => (match.Value, match.Index)))
        {
            if (IsUnlikeAWord().IsMatch(word) && _places.TryGetValue(word, out var place)) yield return (LineOf(text, at), word, place);
        }

        foreach (Match block in Block().Matches(text))
        {
            foreach (var found in InSource(block.Groups["code"].Value))
            {
                yield return found with { Line = LineOf(text, block.Groups["code"].Index) + found.Line - 1 };
            }
        }
    }

    /// <summary>The place of a name of a compiled symbol, with what the compiler puts around it; null if it is none of them.</summary>
    public (string Name, string Place)? InMetadata(string name)
    {
        foreach (var word in Word().Matches(name).Select(match => match.Value))
        {
            if (_places.TryGetValue(word, out var place)) return (word, place);
        }

        return null;
    }

    private static int LineOf(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    private static bool IsDeclared(SyntaxToken token) => token.Parent switch
    {
        VariableDeclaratorSyntax or ParameterSyntax or TypeParameterSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax =>
            true,
        MethodDeclarationSyntax method => method.Identifier == token,
        PropertyDeclarationSyntax property => property.Identifier == token,
        LocalFunctionStatementSyntax function => function.Identifier == token,
        EventDeclarationSyntax declared => declared.Identifier == token,
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or EnumMemberDeclarationSyntax => true,
        TupleElementSyntax or CatchDeclarationSyntax or LabeledStatementSyntax => true,
        FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax => true,
        IdentifierNameSyntax { Parent: NameColonSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax } } } => true,
        _ => false,
    };

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"_|\p{Nd}|.\p{Lu}")]
    private static partial Regex IsUnlikeAWord();

    [GeneratedRegex(@"^\s*```(csharp|cs|c#)[^\n]*\n(?<code>.*?)^\s*```",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Block();
}
