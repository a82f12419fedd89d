using System.Text;
using Course.Staffing;
using Course.Staffing.Handouts;

namespace Course.Tests.Staff.Handouts;

internal sealed class HandoutMakerTests
{
    private readonly MiniReference _mini = new();

    [Test]
    public void Handout_OfLab1_HoldsWhatIsListedAndNothingOfTheStaff()
    {
        var tree = _mini.Handout("1");

        Assert.That(tree.Files.Keys, Is.EqualTo(new[]
        {
            ".editorconfig", "Assignments/Assignments.csproj", "Course.sln", "Directory.Build.props", "README.md", "Relayer/Adder.cs",
            "Relayer/Given.cs", "Relayer/Relayer.csproj",
            "Tests/Lab0/Tests.Lab0.csproj", "Tests/Lab0/WorkedTests.cs", "Tests/Lab1/AdderTests.cs", "Tests/Lab1/Tests.Lab1.csproj",
            "assignments.md", "docs/README.md", "docs/glossary.md",
        }.Order(StringComparer.Ordinal)));
        Assert.That(tree.Files.Values.Select(Encoding.UTF8.GetString), Has.None.Contain("\r"));
    }

    [Test]
    public void Handout_OfLab1_KeepsLaterLabsAsStubsAndItsSolutionFileInStep()
    {
        var tree = _mini.Handout("1");

        Assert.That(Text(tree, "Relayer/Adder.cs"), Does.Contain("// <A2.1> Double it.").And.Not.Contain("number * 2"));
        Assert.That(
            SolutionFile.Projects(Text(tree, "Course.sln")),
            Is.EqualTo(new[]
            {
                "Relayer/Relayer.csproj", "Assignments/Assignments.csproj", "Tests/Lab0/Tests.Lab0.csproj", "Tests/Lab1/Tests.Lab1.csproj",
            }));
        Assert.That(Text(tree, "Course.sln"), Does.Contain("{" + MiniReference.IdOf("Tests/Lab1/Tests.Lab1") + "}.Debug|Any CPU.Build.0"));
        Assert.That(Text(tree, "Course.sln"), Does.Not.Contain(MiniReference.IdOf("Staff/Staff")).And.Contain("EndGlobal"));
    }

    [Test]
    public void Handout_OfLab1_TellsOfNoLaterLabAndLinksToNothingThatIsMissing()
    {
        var tree = _mini.Handout("1");

        Assert.That(Text(tree, "assignments.md"), Is.EqualTo("# Assignments\n\n| A1.1 | x |\n\n## Lab 1: Add\n\none\n"));
        Assert.That(Text(tree, "docs/README.md"), Does.Contain("glossary.md").And.Not.Contain("mutants"));
        Assert.That(Text(tree, "docs/glossary.md"), Does.Contain("See the wrong ones and [labs](../assignments.md)."));
        Assert.That(Text(tree, "README.md"), Does.Contain("| `Relayer/Adder.cs` | A1.1, A2.1 | |").And.Contain("-- test 1")
            .And.Not.Contain("{{"));
        Assert.That(Text(tree, ".editorconfig"), Does.Contain("IDE0005.severity = suggestion").And.Contain("RS0030.severity = error"));
    }

    [Test]
    public void Manifest_OfAHandout_NamesMarkedAndGivenFilesWithoutOverlap()
    {
        var manifest = _mini.Handout("1-2", "1").Manifest();

        Assert.That(manifest.Marked.Select(file => $"{file.Path} {string.Join(',', file.Parts)}"),
            Is.EqualTo(new[] { "Relayer/Adder.cs A2.1" }));
        Assert.That(manifest.Given.Select(file => file.Path), Does.Contain("README.md").And.Not.Contain("Relayer/Adder.cs"));
        Assert.That((manifest.Labs, manifest.Solved), Is.EqualTo((new[] { 1, 2 }, new[] { 1 }))
            .Using<IReadOnlyList<int>>((a, b) => a.SequenceEqual(b)));
    }

    [Test]
    public void Version_OfAHandout_ChangesWithAnyFileAndWithTheLabs()
    {
        var first = _mini.Handout("1").Version;
        var versions = new List<string> { first, _mini.Handout("1-2").Version, _mini.Handout("1-2", "2").Version };
        Assert.That(_mini.Handout("1").Version, Is.EqualTo(first), "equal references");

        // What a student never sees changes nothing.
        _mini.Files["Relayer/Adder.cs"] = MiniReference.Adder.Replace("number * 2", "number + number", StringComparison.Ordinal);
        Assert.That(_mini.Handout("1").Version, Is.EqualTo(first), "another solution");
        _mini.Files["Relayer/Given.cs"] += "// mended\n";
        versions.Add(_mini.Handout("1").Version);
        Assert.That(versions, Is.Unique);
    }

    [Test]
    public void Handout_OfALabWithoutTests_IsRefused() =>
        Assert.That(() => _mini.Handout("1,7"), Throws.TypeOf<StaffException>()
            .With.Message.StartsWith("lab 7 has no tests: mini has no Tests/Lab7."));

    [Test]
    public void Handout_WithAProjectThatNeedsTheStaffs_IsRefused()
    {
        _mini.Files["Relayer/Relayer.csproj"] = "<Project><ProjectReference Include=\"..\\Staff\\Staff.csproj\" /></Project>\n";
        Assert.That(
            () => _mini.Handout("1"),
            Throws.TypeOf<StaffException>()
                .With.Message.StartsWith("Relayer/Relayer.csproj refers to Staff/Staff.csproj, which is not given"));
    }

    [Test]
    public void Handout_OfTestsThatShareFiles_HoldsThese()
    {
        _mini.Files["Tests/Shared/Guard.cs"] = "class Guard;\n";
        Assert.That(_mini.Handout("1").Files.Keys, Has.None.StartsWith("Tests/Shared"));
        _mini.Files["Tests/Lab1/Tests.Lab1.csproj"] = "<Project><Compile Include=\"../Shared/Guard.cs\" /></Project>\n";
        Assert.That(_mini.Handout("1").Files.Keys, Has.One.EqualTo("Tests/Shared/Guard.cs"));
    }

    private static string Text(HandoutTree tree, string path) => Encoding.UTF8.GetString(tree.Files[path]);
}
