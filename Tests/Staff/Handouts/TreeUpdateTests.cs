using Course.Staffing.Handouts;
using Course.Staffing.Handouts.Updates;

namespace Course.Tests.Staff.Handouts;

internal sealed class TreeUpdateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MiniReference _mini = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private string _firstVersion = "";

    [SetUp]
    public void GiveTheFirstHandout()
    {
        Directory.CreateDirectory(_folder.At("reference/Staff"));
        _mini.Files["Relayer/Old.cs"] = "namespace Course.Relaying;\n\nclass Old;\n";
        var tree = _mini.Handout("1");
        _firstVersion = tree.Version;
        tree.WriteTo(_folder.At("tree"));
        _mini.Files.Remove("Relayer/Old.cs");
        _mini.Files["Relayer/New.cs"] = "namespace Course.Relaying;\n\nclass New;\n";
        _mini.Files["Relayer/Given.cs"] = "namespace Course.Relaying;\n\n/// <summary>Mended.</summary>\npublic sealed class Given;\n";
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Test]
    public void Update_OfAnUntouchedTree_MakesItTheNewHandout()
    {
        File.WriteAllText(InTree("Tests/mine.txt"), "mine");
        Assert.That(Update(), Is.Zero);

        Assert.That(Read("Relayer/Given.cs"), Does.Contain("Mended."));
        Assert.That(File.Exists(InTree("Relayer/New.cs")));
        Assert.That(!File.Exists(InTree("Relayer/Old.cs")));
        Assert.That(Read("Tests/mine.txt"), Is.EqualTo("mine"));
        var manifest = HandoutManifest.Read(_folder.At("tree"));
        var made = _mini.Handout("1");
        Assert.That(manifest.Given, Is.EqualTo(made.Manifest().Given));
        Assert.That((manifest.Version, manifest.Earlier.Single(), manifest.Left.Count), Is.EqualTo((made.Version, _firstVersion, 0)));
        Assert.That(_output.ToString(), Does.StartWith(
            $"{_folder.At("tree")}: 1 replaced, 1 added, 1 removed, 0 left; version {made.Version[..12]}, before {_firstVersion[..12]}"));
    }

    [Test]
    public void Update_Twice_ChangesNothingTheSecondTime()
    {
        Update();
        var first = Read("handout.json");
        Update();

        Assert.That(Read("handout.json"), Is.EqualTo(first));
        Assert.That(_output.ToString(), Does.Contain(": 0 replaced, 0 added, 0 removed, 0 left"));
    }

    [Test]
    public void Update_OfGivenFilesThatTheStudentChanged_NamesAndLeavesThemUnlessForced()
    {
        File.WriteAllText(InTree("Relayer/Given.cs"), "mine");
        File.WriteAllText(InTree("Relayer/Old.cs"), "mine too");
        Update();

        Assert.That((Read("Relayer/Given.cs"), Read("Relayer/Old.cs")), Is.EqualTo(("mine", "mine too")));
        Assert.That(_output.ToString(), Does.Contain("  Relayer/Given.cs was changed by the student and is mended in the handout"));
        Assert.That(_output.ToString(), Does.Contain("  Relayer/Old.cs was changed by the student and is not in the handout any more"));
        Assert.That(HandoutManifest.Read(_folder.At("tree")).Left, Is.EqualTo(new[] { "Relayer/Given.cs", "Relayer/Old.cs" }));

        Update(isForced: true);
        Assert.That(Read("Relayer/Given.cs"), Does.Contain("Mended."));
        Assert.That(HandoutManifest.Read(_folder.At("tree")).Left, Is.Empty);
    }

    [Test]
    public void Update_OfATreeWithWindowsLineEnds_SeesNoChange()
    {
        File.WriteAllText(InTree("Relayer/Given.cs"), Read("Relayer/Given.cs").ReplaceLineEndings("\r\n"));
        Update();
        Assert.That(Read("Relayer/Given.cs"), Does.Contain("Mended."));
    }

    [Test]
    public void Update_OfAMarkedFileThatWasMended_SaysWhatToChangeUntilItIsDone()
    {
        File.WriteAllText(InTree("Relayer/Adder.cs"), Read("Relayer/Adder.cs")
            .Replace("        return number;", "        return 2 * number;", StringComparison.Ordinal));
        var student = Read("Relayer/Adder.cs");
        _mini.Files["Relayer/Adder.cs"] = MiniReference.Adder.Replace("Twice as much.", "The double.", StringComparison.Ordinal);
        Update();
        Update();

        Assert.That(Read("Relayer/Adder.cs"), Is.EqualTo(student));
        const string words = "  Relayer/Adder.cs was mended outside of its marked places; the student changes these lines by hand:\n"
            + "    -     /// <summary>Twice as much.</summary>\n    +     /// <summary>The double.</summary>\n";
        Assert.That(_output.ToString().Split(words), Has.Length.EqualTo(3), "said twice");

        File.WriteAllText(InTree("Relayer/Adder.cs"), student.Replace("Twice as much.", "The double.", StringComparison.Ordinal));
        Update();
        Assert.That(_output.ToString().Split(words), Has.Length.EqualTo(3), "done");
        Assert.That(HandoutManifest.Read(_folder.At("tree")).Left, Is.Empty);
    }

    [Test]
    public void Update_OfAMarkedFileWhoseSolutionChanged_SaysNothing()
    {
        var student = Read("Relayer/Adder.cs");
        _mini.Files["Relayer/Adder.cs"] = MiniReference.Adder.Replace("number * 2", "number + number", StringComparison.Ordinal);
        Update();

        Assert.That(Read("Relayer/Adder.cs"), Is.EqualTo(student));
        Assert.That(_output.ToString(), Does.Not.Contain("Adder"));
    }

    [Test]
    public void Update_OfAMarkedFileWithoutItsMarkers_LeavesIt()
    {
        File.WriteAllText(InTree("Relayer/Adder.cs"), "// <A1.1> open");
        _mini.Files["Relayer/Adder.cs"] = MiniReference.Adder.Replace("Twice as much.", "The double.", StringComparison.Ordinal);

        Assert.That(Update(), Is.Zero);
        Assert.That(Read("Relayer/Adder.cs"), Is.EqualTo("// <A1.1> open"));
        Assert.That(_output.ToString(), Does.Contain("its markers cannot be read: Relayer/Adder.cs:1: the region of A1.1 is never closed"));
    }

    [Test]
    public void Update_OfAFileThatBecomesMarked_ReplacesItOnlyIfItIsAsGiven()
    {
        _mini.Files["Relayer/Given.cs"] =
            "namespace Course.Relaying;\n\npublic sealed class Given\n{\n    // <A1.2> Fields.\n    // </A1.2>\n}\n";
        Update();
        Assert.That(Read("Relayer/Given.cs"), Does.Contain("// <A1.2> Fields."));

        // Back: what was marked is never written, whoever gives it.
        _mini.Files["Relayer/Given.cs"] = "namespace Course.Relaying;\n\npublic sealed class Given;\n";
        Update(isForced: true);
        Assert.That(Read("Relayer/Given.cs"), Does.Contain("// <A1.2> Fields."));
        Assert.That(_output.ToString(), Does.Contain("  Relayer/Given.cs was marked and is given now; your file is left"));
    }

    [Test]
    public void Update_OfBadTrees_NamesEachInALineAndGoesOn()
    {
        Directory.CreateDirectory(_folder.At("none"));
        string[] broken = ["", "null", "{}", "{ \"version\": 3", Escaping("../outside.txt"), Escaping("/outside.txt"),
            Escaping("Relayer/../../outside.txt")];
        for (var number = 0; number < broken.Length; number++)
        {
            Directory.CreateDirectory(_folder.At($"broken{number}"));
            File.WriteAllText(_folder.At($"broken{number}/handout.json"), broken[number]);
        }

        File.WriteAllText(_folder.At("outside.txt"), "outside");
        Assert.That(Update(trees: ["missing", "none", .. broken.Select((_, number) => $"broken{number}"), "tree"]), Is.EqualTo(1));

        var lines = _errors.ToString().TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(broken.Length + 2).And.All.StartsWith($"staff: {_folder.Path}"));
        Assert.That(lines[^1], Does.Contain("names 'Relayer/../../outside.txt', which is no path inside the tree"));
        Assert.That(Read("Relayer/Given.cs"), Does.Contain("Mended."));
        Assert.That(File.ReadAllText(_folder.At("outside.txt")), Is.EqualTo("outside"));
    }

    [Test]
    public void Update_ThroughALink_IsRefused()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Links need a privilege there.");
        Directory.CreateDirectory(_folder.At("elsewhere"));
        Directory.Delete(InTree("Relayer"), recursive: true);
        Directory.CreateSymbolicLink(InTree("Relayer"), _folder.At("elsewhere"));

        Assert.That(Update(), Is.EqualTo(1));
        Assert.That(_errors.ToString(), Does.Contain("is or lies behind a link"));
        Assert.That(Directory.GetFileSystemEntries(_folder.At("elsewhere")), Is.Empty);
    }

    private static string Escaping(string path) =>
        $$"""{"version":"a","labs":[1],"solved":[],"marked":[],"given":[{"path":"{{path}}","sha256":"b"}],"earlier":[],"left":[]}""";

    private int Update(bool isForced = false, params string[] trees)
    {
        Directory.Delete(_folder.At("reference"), recursive: true);
        _mini.WriteTo(_folder.At("reference"), _ => false);
        return UpdateCommand.Run(
            _folder.At("reference"), [.. trees.DefaultIfEmpty("tree").Select(_folder.At)], isForced, _output, _errors);
    }

    private string InTree(string path) => _folder.At("tree/" + path);

    private string Read(string path) => File.ReadAllText(InTree(path));
}
