using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Staffing.Regions;

/// <summary>
/// A source file with its solution regions. A region is marked by comments that stand alone in their lines:
/// <code>
/// // &lt;A5.2&gt; The title, as the exception of the stub says it.
/// // | More for the student, any number of lines.
/// // = return default; // a line of the stub, if the usual exception will not do
/// the solution
/// // &lt;/A5.2&gt;
/// </code>
/// Around a whole file the opening marker is <c>// &lt;A5.2 file&gt;</c>, in its first line.
/// </summary>
public sealed partial class MarkedFile
{
    private readonly string[] _lines;

    private MarkedFile(string path, string[] lines, IReadOnlyList<SolutionRegion> regions)
    {
        Path = path;
        _lines = lines;
        Regions = regions;
    }

    /// <summary>From the root of the tree, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>In the order of the file; they never nest.</summary>
    public IReadOnlyList<SolutionRegion> Regions { get; }

    /// <summary>Whether the whole file is one region.</summary>
    public bool IsWhole => Regions is [{ Kind: RegionKind.File }];

    /// <summary>The text as it was read, with LF.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Reads the regions of a file.</summary>
    /// <exception cref="StaffException">A marker is nested or unpaired; the text names file and line.</exception>
    public static MarkedFile Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var regions = new List<SolutionRegion>();
        SyntaxNode? root = null;
        for (var line = 0; line < lines.Length; line++)
        {
            if (Marker().Match(lines[line]) is not { Success: true } opening) continue;
            if (opening.Groups["close"].Success) throw Problem(path, line, $"{opening.Value.Trim()} closes what is not open");
            root ??= CSharpSyntaxTree.ParseText(text.ReplaceLineEndings("\n")).GetRoot();
            var region = Read(path, lines, line, opening, root);
            regions.Add(region);
            line = region.LastLine - 1;
        }

        return new MarkedFile(path, lines, regions);
    }

    /// <summary>The file with other lines in the place of regions, markers included.</summary>
    /// <param name="replacement">The lines for a region; null keeps it as it is.</param>
    public string With(Func<SolutionRegion, IReadOnlyList<string>?> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        var text = new StringBuilder();
        var next = 0;
        foreach (var region in Regions)
        {
            if (replacement(region) is not { } lines) continue;
            Append(text, _lines[next..(region.FirstLine - 1)]);
            Append(text, lines);
            next = region.LastLine;
        }

        Append(text, _lines[next..]);
        return text.ToString()[..Math.Max(0, text.Length - 1)];
    }

    /// <summary>The lines of a region as they stand in the file, markers included.</summary>
    public IReadOnlyList<string> LinesOf(SolutionRegion region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return _lines[(region.FirstLine - 1)..region.LastLine];
    }

    private static SolutionRegion Read(string path, string[] lines, int first, Match opening, SyntaxNode root)
    {
        var part = opening.Groups["part"].Value;
        var prompt = new List<string> { opening.Groups["title"].Value };
        var stub = new List<string>();
        var line = first + 1;
        for (; line < lines.Length && Continuation().Match(lines[line]) is { Success: true } more; line++)
        {
            (more.Groups["kind"].Value == "=" ? stub : prompt).Add(more.Groups["text"].Value);
        }

        var body = line;
        for (; line < lines.Length; line++)
        {
            if (Marker().Match(lines[line]) is not { Success: true } closing) continue;
            var open = $"{part}, which is open since line {first + 1}";
            if (!closing.Groups["close"].Success) throw Problem(path, line, $"regions do not nest: close {open}, first");
            if (closing.Groups["part"].Value != part) throw Problem(path, line, $"this closes another part than {open}");
            var (kind, member) = opening.Groups["file"].Success ? (RegionKind.File, path.Split('/')[^1]) : Place(root, lines, first);
            return new SolutionRegion(part, prompt, stub, lines[body..line], first + 1, line + 1, kind, member);
        }

        throw Problem(path, first, $"the region of {part} is never closed: write // </{part}>");
    }

    /// <summary>What the opening marker stands in.</summary>
    private static (RegionKind Kind, string Member) Place(SyntaxNode root, string[] lines, int line)
    {
        var position = lines.Take(line).Sum(text => text.Length + 1) + lines[line].IndexOf('/', StringComparison.Ordinal);
        var holders = root.DescendantNodesAndSelf().Where(node => node.FullSpan.Contains(position)).ToList();
        var body = holders.LastOrDefault(node => node is BlockSyntax or SwitchStatementSyntax && node.Span.Contains(position));
        var member = holders.OfType<MemberDeclarationSyntax>()
            .LastOrDefault(node => node is not BaseTypeDeclarationSyntax && node.Span.Contains(position));
        var type = holders.OfType<BaseTypeDeclarationSyntax>().LastOrDefault(node => node.Span.Contains(position));
        var typeName = type?.Identifier.Text ?? "";
        return body is not null && member is not null
            ? (RegionKind.Statements, $"{typeName}.{NameOf(member)}")
            : (RegionKind.Members, typeName);
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method =>
            $"{method.Identifier.Text}({string.Join(", ", method.ParameterList.Parameters.Select(one => one.Type!.ToString()))})",
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        IndexerDeclarationSyntax => "this[]",
        _ => member.Kind().ToString(),
    };

    private static void Append(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines) text.Append(line).Append('\n');
    }

    private static StaffException Problem(string path, int line, string what) => new($"{path}:{line + 1}: {what}.");

    [GeneratedRegex(@"^\s*//\s*<(?<close>/)?(?<part>A\d\.\d+|own)(?<file> file)?>\s*(?<title>.*?)\s*$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\s*// (?<kind>[|=]) ?(?<text>.*?)\s*$")]
    private static partial Regex Continuation();
}
