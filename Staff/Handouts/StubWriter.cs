using Course.Staffing.Regions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Staffing.Handouts;

/// <summary>Makes of a marked file what a student gets: stubs between markers, or the solution without them.</summary>
internal static class StubWriter
{
    /// <summary>The student's text of a file; null if the student writes the whole file from nothing.</summary>
    /// <param name="file">A file of the reference.</param>
    /// <param name="isSolved">Whether the solution of a part is given.</param>
    public static string? Write(MarkedFile file, Func<string, bool> isSolved)
    {
        if (file is { IsWhole: true, Regions: [{ Stub: [] } whole] } && !isSolved(whole.Part)) return null;
        var text = file.With(region => isSolved(region.Part) ? region.Body : Stub(region, file.LinesOf(region)));
        return file.IsWhole ? text : WithOwnRegions(text);
    }

    /// <summary>The lines of a file in which students change nothing, each region as its first line alone; null if there is none.</summary>
    public static IReadOnlyList<string> Frame(string path, string text)
    {
        var file = MarkedFile.Parse(path, text);
        return file.With(region => [$"{file.LinesOf(region)[0].TrimEnd()} …"]).Split('\n');
    }

    private static IReadOnlyList<string> Stub(SolutionRegion region, IReadOnlyList<string> lines)
    {
        var first = lines[0];
        var indent = first[..first.IndexOf('/', StringComparison.Ordinal)];
        var header = lines.Take(1).Concat(lines.Skip(1).Take(region.Prompt.Count - 1 + region.Stub.Count).Where(IsPrompt));
        return [.. header, .. Code(region).Select(line => line.Length == 0 ? line : indent + line), lines[^1]];
    }

    private static IReadOnlyList<string> Code(SolutionRegion region)
    {
        if (region.Stub.Count > 0 || region.Kind != RegionKind.Statements) return region.Stub;
        return [$"throw new NotImplementedException({SymbolDisplay.FormatLiteral($"{region.Part} {region.Prompt[0]}", quote: true)});"];
    }

    private static bool IsPrompt(string line) => line.TrimStart().StartsWith("// |", StringComparison.Ordinal);

    /// <summary>A place for the student's own members, at the end of each type that holds a stub.</summary>
    private static string WithOwnRegions(string text)
    {
        var file = MarkedFile.Parse("stub", text);
        var lines = text.Split('\n').ToList();
        var types = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().ToList();
        var starts = LineStarts(lines);
        var holders = file.Regions
            .Select(region => types.LastOrDefault(type =>
                type.Span.Contains(starts[region.FirstLine - 1] + lines[region.FirstLine - 1].Length)))
            .OfType<BaseTypeDeclarationSyntax>().Where(type => !type.CloseBraceToken.IsMissing).Distinct();
        var ends = holders.Select(type => LineOf(type.CloseBraceToken.SpanStart, starts)).OrderDescending();
        foreach (var end in ends)
        {
            var indent = lines[end][..^lines[end].TrimStart().Length] + "    ";
            var before = lines[end - 1].Trim();
            lines.InsertRange(end, [$"{indent}// <own> Your own fields and helpers.", $"{indent}// </own>"]);
            if (before.Length > 0 && before != "{") lines.Insert(end, "");
        }

        return string.Join('\n', lines);
    }

    private static List<int> LineStarts(IReadOnlyList<string> lines)
    {
        var starts = new List<int> { 0 };
        foreach (var line in lines) starts.Add(starts[^1] + line.Length + 1);
        return starts;
    }

    private static int LineOf(int position, List<int> starts) => starts.Count(start => start <= position) - 1;
}
