using System.Text;
using System.Xml.Linq;
using Course.Staffing.Handouts;
using Course.Staffing.Handouts.Proofs;
using Course.Staffing.Regions;
using Course.Tests.House;

namespace Course.Tests.Staff.Handouts;

/// <summary>The handout of this repository, without the proofs that take minutes.</summary>
internal sealed class RealHandoutTests
{
    private static readonly Lazy<ReferenceFiles> Reference = new(() => ReferenceFiles.Open(MiniReference.RepositoryRoot));

    private static readonly Lazy<HandoutTree> Handout = new(() => HandoutMaker.Make(Reference.Value, [1, 2, 3, 4, 5, 6, 7], []));

    private static IEnumerable<KeyValuePair<string, byte[]>> Documents =>
        Handout.Value.Files.Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal));

    [Test]
    public void Handout_OfThisRepository_HoldsNothingOfTheStaff()
    {
        string[] theirs = ["Staff/", "Tests/Hidden", "Tests/Mutants", "Tests/House", "Benchmarks/", ".ci/", ".git/", "docs/staff",
            "docs/mutants"];
        Assert.That(Handout.Value.Files.Keys.Where(path => theirs.Any(path.StartsWith)), Is.Empty);
        Assert.That(
            Handout.Value.Files.Keys.Where(path => path.StartsWith("Tests/", StringComparison.Ordinal))
                .Select(path => path.Split('/')[1]).Distinct(),
            Is.SubsetOf(new[] { "Lab0", "Lab1", "Lab2", "Lab3", "Lab4", "Lab5", "Lab6", "Lab7", "Shared" }));
        Assert.That(Handout.Value.Files.Keys, Is.SupersetOf(new[]
        {
            "Course.sln", "global.json", "Directory.Packages.props", "Directory.Build.targets", ".gitattributes", "LICENSE",
            "assignments.md",
            "Rpc/Rpc.csproj", "Rpc/Tcp/Rpc.Tcp.csproj", "Peer/Peer.cs", "Course/Program.cs", "build/BannedSymbols.Pure.txt",
            "docs/lecture.md",
        }));
    }

    [Test]
    public void Solution_OfTheHandout_NamesEachOfItsProjects() =>
        Assert.That(
            SolutionFile.Projects(ReferenceFiles.TextOf(Handout.Value.Files["Course.sln"])),
            Is.EquivalentTo(Handout.Value.Files.Keys.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))));

    [Test]
    public void Documents_OfTheHandout_PointOnlyAtWhatIsThere() =>
        Assert.That(
            Documents.SelectMany(file =>
            {
                var text = ReferenceFiles.TextOf(file.Value);
                var commands = DocumentRules.DotnetCommands(text).Select(command => DocumentRules.CommandProblem(command, Exists));
                return DocumentRules.BrokenLinks(file.Key, text, Exists, AnchorsOf)
                    .Concat(commands.OfType<string>().Select(problem => $"{file.Key}: {problem}"));
            }),
            Is.Empty);

    [Test]
    public void MarkedFiles_OfTheHandout_HoldTheStubsOfTheReferencesRegions()
    {
        foreach (var marked in Handout.Value.Marked.Where(marked => !marked.IsNew))
        {
            var stub = MarkedFile.Parse(marked.Path, ReferenceFiles.TextOf(Handout.Value.Files[marked.Path]));
            var solution = MarkedFile.Parse(marked.Path, ReferenceFiles.TextOf(Reference.Value.Files[marked.Path]));
            Assert.That(
                stub.Regions.Where(region => region.Part != "own").Select(region => $"{region.Part} {region.Member} {region.Prompt[0]}"),
                Is.EqualTo(solution.Regions.Select(region => $"{region.Part} {region.Member} {region.Prompt[0]}")), marked.Path);
            Assert.That(stub.IsWhole || stub.Regions.Any(region => region.Part == "own"), marked.Path);
        }
    }

    [Test]
    public void BuildProperties_OfTheHandout_AreTheReferencesButForWhatAStubWouldBreak()
    {
        var ours = PropertiesOf(Reference.Value.Files["Directory.Build.props"]);
        var theirs = PropertiesOf(Handout.Value.Files["Directory.Build.props"]);
        string[] differ =
        [
            "TreatWarningsAsErrors", "AnalysisLevel", "EnforceCodeStyleInBuild", "GenerateDocumentationFile", "EnableNETAnalyzers",
            "NoWarn",
        ];
        Assert.That(theirs.Where(property => !differ.Contains(property.Key)),
            Is.EquivalentTo(ours.Where(property => !differ.Contains(property.Key))));
        Assert.That(theirs["TreatWarningsAsErrors"], Is.EqualTo("false"));
        Assert.That(Encoding.UTF8.GetString(Handout.Value.Files[".editorconfig"]), Does.Contain("RS0030.severity = error"));
    }

    [Test]
    public void Texts_OfTheHandout_HoldNothingOfASolution()
    {
        var search = new LeakSearch(Reference.Value, Handout.Value);
        Assert.That(Handout.Value.Files.SelectMany(file => search.In(file.Key, file.Value)), Is.Empty);
    }

    [Test]
    public void Examples_OfTheHandout_AreCompiledWithTheWatchForGaps()
    {
        var properties = XDocument.Parse(ReferenceFiles.TextOf(Handout.Value.Files["Directory.Build.props"]));
        var examples = properties.Descendants("ItemGroup").Single(group => $"{group.Attribute("Condition")}".Contains("/Examples/"));
        Assert.That(examples.Elements().Select(item => $"{item.Attribute("Include")?.Value}".Split(')')[^1]), Is.EqualTo(
            new[] { "build/UnfinishedParts.cs", "Assignments/Assignments.csproj" }));
        Assert.That(Handout.Value.Files.Keys, Is.SupersetOf(new[] { "build/UnfinishedParts.cs", "Assignments/Assignments.csproj" }));
    }

    private static Dictionary<string, string> PropertiesOf(byte[] content) =>
        XDocument.Parse(ReferenceFiles.TextOf(content)).Descendants("PropertyGroup").Elements()
            .ToDictionary(property => property.Name.LocalName, property => property.Value);

    private static bool Exists(string path) =>
        Handout.Value.Files.ContainsKey(path) || Handout.Value.Files.Keys.Any(file =>
            file.StartsWith(path + "/", StringComparison.Ordinal));

    private static IEnumerable<string> AnchorsOf(string path) => DocumentRules.Anchors(ReferenceFiles.TextOf(Handout.Value.Files[path]));
}
