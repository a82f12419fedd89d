using Course.Staffing.Regions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Staffing.Grading.Splicing;

/// <summary>A student's own fields and helpers: the region at the end of each type of a handout that holds a solution region.</summary>
internal static class OwnRegion
{
    /// <summary>A reference file with the own regions of a student's file, at the end of the types of the same names.</summary>
    public static string Add(string reference, MarkedFile student, IReadOnlyList<SolutionRegion> own)
    {
        if (own.All(region => region.Body.All(string.IsNullOrWhiteSpace))) return reference;
        var types = CSharpSyntaxTree.ParseText(reference).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().ToList();
        var lines = reference.Split('\n').ToList();
        var places = own.Select(region => (Region: region, Line: EndOf(types, region.Member))).Where(place => place.Line > 0);
        foreach (var (region, line) in places.OrderByDescending(place => place.Line)) lines.InsertRange(line, student.LinesOf(region));
        return string.Join('\n', lines);
    }

    /// <summary>The line of the closing brace of a type, from 0; 0 if there is none.</summary>
    private static int EndOf(IEnumerable<TypeDeclarationSyntax> types, string name)
    {
        var type = types.FirstOrDefault(type => type.Identifier.Text == name && !type.CloseBraceToken.IsMissing);
        return type is null ? 0 : type.CloseBraceToken.GetLocation().GetLineSpan().StartLinePosition.Line;
    }
}
