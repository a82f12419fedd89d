using System.Globalization;
using Course.Assignments;
using Course.Staffing.Regions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Tests.Staff;

/// <summary>The table of parts as the markers, the labs' data and the attributes of the visible tests say it.</summary>
internal sealed class AssignmentsTable
{
    private static readonly string[] Boxes =
        ["Rpc", "FaultTolerance", "Filters", "Relayer", "RelayerClient", "Peer", "Hosting", "Simulation"];

    private AssignmentsTable(IReadOnlyList<(string File, SolutionRegion Region)> regions, IReadOnlyList<VisibleTest> tests)
    {
        Regions = regions;
        Tests = tests;
    }

    /// <summary>All regions of the product's sources.</summary>
    public IReadOnlyList<(string File, SolutionRegion Region)> Regions { get; }

    /// <summary>All graded tests that students have; one for each attribute.</summary>
    public IReadOnlyList<VisibleTest> Tests { get; }

    public static AssignmentsTable Read(string root)
    {
        var regions =
            from box in Boxes
            from path in SourcesBelow(root, box)
            from region in MarkedFile.Parse(path, File.ReadAllText(Path.Combine(root, path))).Regions
            select (path, region);
        var tests =
            from lab in LabCatalogue.Shared.Labs
            from path in SourcesBelow(root, lab.Tests)
            from attribute in CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, path))).GetRoot()
                .DescendantNodes().OfType<AttributeSyntax>().Where(attribute => attribute.Name.ToString() == "AssignmentTest")
            select VisibleTest.Of(attribute);
        return new AssignmentsTable([.. regions], [.. tests]);
    }

    /// <summary>The rows of the table, with its head.</summary>
    public string Text() =>
        "| part | file | member | requires | tests | points | slide |\n|---|---|---|---|---|---|---|\n"
        + string.Concat(LabCatalogue.Shared.Parts.Select(Row));

    private string Row(Part part)
    {
        var files = Regions.Where(pair => pair.Region.Part == part.Id).GroupBy(pair => pair.File).ToList();
        var tests = Tests.Where(test => test.Part == part.Id).ToList();
        string[] cells =
        [
            $"{part.Id} {part.Title}",
            Joined("<br>", files.Select(file => $"`{file.Key}`")),
            Joined("<br>", files.Select(file => string.Join(", ", file.Select(pair => MemberOf(pair.Region)).Distinct()))),
            Joined(", ", part.Requires),
            Joined("<br>", tests.GroupBy(test => test.Class).Select(group => $"`{group.Key}` ({group.Count()})")),
            tests.Sum(test => test.Points).ToString(CultureInfo.InvariantCulture),
            part.Slide,
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string MemberOf(SolutionRegion region) =>
        region.Kind == RegionKind.Members ? $"members of `{region.Member}`" : $"`{region.Member.Split('(')[0].Split('.')[^1]}`";

    private static string Joined(string separator, IEnumerable<string> words)
    {
        var text = string.Join(separator, words);
        return text.Length > 0 ? text : "-";
    }

    private static IEnumerable<string> SourcesBelow(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A graded test, or one guarantee of it.</summary>
    internal sealed record VisibleTest(string Part, string Class, double Points)
    {
        public static VisibleTest Of(AttributeSyntax attribute)
        {
            var arguments = attribute.ArgumentList!.Arguments;
            var points = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Points");
            return new VisibleTest(
                ((LiteralExpressionSyntax)arguments[0].Expression).Token.ValueText,
                attribute.Ancestors().OfType<TypeDeclarationSyntax>().First().Identifier.Text,
                points is null ? 1 : double.Parse(points.Expression.ToString(), CultureInfo.InvariantCulture));
        }
    }
}
