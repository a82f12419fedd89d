using Course.Tests.House.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Tests.House;

/// <summary>A newcomer finds the file from the lecture's word.</summary>
[TestFixture]
internal sealed class NamespaceTests
{
    /// <summary>Closed families that share one file, with the reason.</summary>
    private static readonly Dictionary<string, string> Families = new()
    {
        ["FaultTolerance/Events.cs"] = "the closed family of events",
        ["FaultTolerance/Effects.cs"] = "the closed family of effects",
        ["FaultTolerance/ElectionPolicy.cs"] = "the closed family of election policies",
        ["FaultTolerance/FaultToleranceOptions.cs"] = "the options and the enums that they choose from",
        ["FaultTolerance/Report.cs"] = "the report and its entry",
        ["Filters/IManagerMessages.cs"] = "the managers' remote contract and its two records",
        ["Rpc/Calls/RpcExceptions.cs"] = "the family of errors that a caller can meet",
    };

    [Test]
    public void Namespaces_OfAllFiles_MatchTheirFolders() =>
        Problems.None(SourceFile.All.Select(Namespaces.Problem).OfType<string>(), "A folder is a namespace:");

    [TestCase("Peer/Ordering/A.cs", "Course.Peers.Ordering")]
    [TestCase("Relayer/A.cs", "Course.Relaying")]
    [TestCase("RelayerClient/A.cs", "Course.Relaying")]
    [TestCase("Course/Demo/A.cs", "Course.Commands.Demo")]
    [TestCase("Staff/A.cs", "Course.Staffing")]
    [TestCase("Examples/Chat/A.cs", "Course.Examples")]
    [TestCase("Tests/Rpc/Calls/A.cs", "Course.Tests.Rpc.Calls")]
    [TestCase("Tests/Rpc/Support/A.cs", "Course.Tests.Rpc")]
    [TestCase("Rpc/Tcp/A.cs", "Course.Rpc.Tcp")]
    public void Namespace_OfAFile_IsTheTables(string path, string expected) =>
        Assert.Multiple(() =>
        {
            Assert.That(Namespaces.Problem(new SourceFile(path, $"namespace {expected};")), Is.Null);
            Assert.That(Namespaces.Problem(new SourceFile(path, "namespace Course.Other;")), Does.Contain($"instead of {expected}"));
        });

    [Test]
    public void PublicTypes_OfAllFiles_AreOnePerFileAndNamedAfterIt() =>
        Problems.None(
            SourceFile.All.Where(file => !Families.ContainsKey(file.FilePath)).SelectMany(TypeProblems),
            "One public type per file, named after it:");

    [Test]
    public void Families_Listed_ExistAndHoldSeveralTypes() =>
        Problems.None(
            Families.Keys.Where(path => SourceFile.All.FirstOrDefault(file => file.FilePath == path)?.Types.Count(IsPublic) is null or < 2),
            "Listed as families of types, but they are not:");

    [TestCase("public class A; public class B;", "holds 2 public types: A, B")]
    [TestCase("public class B;", "holds no type A")]
    [TestCase("public class A; internal class B;", null)]
    [TestCase("public class A<T>;", null)]
    [TestCase("internal class B; internal class C;", null)]
    [TestCase("internal class B;", "holds no type A")]
    public void TypeProblems_OfAFileNamedA_NameTheBrokenRule(string text, string? problem) =>
        Assert.That(TypeProblems(new SourceFile("Rpc/A.cs", text)), problem is null ? Is.Empty : Has.One.Contain(problem));

    private static IEnumerable<string> TypeProblems(SourceFile file)
    {
        var all = file.Types.ToArray();
        var visible = all.Where(IsPublic).Select(NameOf).ToArray();
        if (file.IsProgram) yield break;
        // An example shows a contract and its replica on one page; tests keep families of samples and of fixtures together.
        var mayHoldFamilies = file.IsIn("Examples", "Tests");
        if (visible.Length > 1
            && !mayHoldFamilies) yield return $"{file.FilePath} holds {visible.Length} public types: {string.Join(", ", visible)}";
        var names = (visible.Length > 0 && !mayHoldFamilies ? visible : all.Select(NameOf)).ToArray();
        // CallCompletionOf.cs is the generic sibling of CallCompletion.cs. Several internal types are a family under a name of its own.
        var mustBeNamed = names.Length == 1 || (visible.Length > 0 && !mayHoldFamilies);
        if (mustBeNamed && !names.Contains(file.Stem) && !names.Select(name => name + "Of").Contains(file.Stem))
        {
            yield return $"{file.FilePath} holds no type {file.Stem}, but {string.Join(", ", names)}";
        }
    }

    private static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declaration ? declaration.Identifier.Text : ((DelegateDeclarationSyntax)type).Identifier.Text;
}
