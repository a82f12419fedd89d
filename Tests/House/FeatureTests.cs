using Course.Tests.House.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Tests.House;

/// <summary>docs/features.md claims nothing that is not shown.</summary>
[TestFixture]
internal sealed class FeatureTests
{
    private const string Table = "docs/features.md";

    [Test]
    public void Features_Table_HoldsEachRowOnce() =>
        Assert.That(FeatureRow.Parse(Repository.Read(Table)).Select(row => row.Id), Is.EqualTo(FeatureRow.Ids));

    [Test]
    public void Features_ThatWork_NameATestOrACommandThatExists()
    {
        var tests = TestNames(SourceFile.All).ToHashSet();
        Problems.None(
            FeatureRow.Parse(Repository.Read(Table)).SelectMany(row => row.Problems(tests, Repository.Exists)),
            $"Rows of {Table}:");
    }

    [TestCase("works: `ATests.B_C_D`", null)]
    [TestCase("works: `ATests`, `dotnet run --project Course -- demo`", null)]
    [TestCase("works: `Tests/Rpc`", null)]
    [TestCase("works: `ATests.B_C_E`", "there is no ATests.B_C_E")]
    [TestCase("works: `dotnet run --project Curse`", "there is no dotnet run --project Curse")]
    [TestCase("works: believe us", "is none of")]
    [TestCase("dropped: ", "is none of")]
    [TestCase("dropped: a second way to do the same", null)]
    [TestCase("soon", "is none of")]
    [TestCase("not yet", null)]
    public void FeatureRow_State_IsHeldAgainstTheSources(string state, string? problem)
    {
        var tests = TestNames([new SourceFile("Tests/Rpc/ATests.cs", "class ATests { [Test] public void B_C_D() {} }")]).ToHashSet();
        var row = FeatureRow.Parse($"| L1 | x | M | {state} |\n").Single();
        Assert.That(row.Problems(tests, path => path is "Course" or "Tests/Rpc"), problem is null ? Is.Empty : Has.One.Contain(problem));
    }

    private static IEnumerable<string> TestNames(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsIn("Tests")
        from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
        from name in type.Members.OfType<MethodDeclarationSyntax>().Where(IsTest)
            .Select(method => $"{type.Identifier.Text}.{method.Identifier.Text}").Append(type.Identifier.Text)
        select name;

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => attribute.Name.ToString().Split('.')[^1])
            .Any(name => name is "Test" or "TestCase" or "TestCaseSource" or "Property" or "Theory");
}
