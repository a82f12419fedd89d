using System.IO.Compression;
using Course.Staffing.Grading.Submissions;

namespace Course.Tests.Staff.Grading;

[TestFixture]
internal sealed class SubmissionTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("submission").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Zip_WithPathsThatLeaveItAndLinks_IgnoresThemInWords()
    {
        using var tree = SubmittedTree.Open(Zip(
            ("../../evil.cs", "x", 0), ("/etc/evil.cs", "x", 0), ("C:/evil.cs", "x", 0), ("link.cs", "/etc/passwd", 0xA1FF),
                ("a/good.cs", "y", 0)));

        Assert.That(tree.Files.Keys, Is.EqualTo(new[] { "a/good.cs" }));
        Assert.That(tree.Notes, Has.Exactly(4).Items.And.Exactly(3).Contain("leaves the submission").And.Exactly(1)
            .Contain("link.cs was ignored: it is a link"));
    }

    [Test]
    public void Zip_ThatUnpacksToMuch_IsReadNoFurtherThanTheBound()
    {
        using var tree = SubmittedTree.Open(Zip(("bomb.cs", new string('0', 4 << 20), 0), ("fine.cs", "1", 0)));

        Assert.That(tree.Files["bomb.cs"].Read(1000), Is.Null);
        Assert.That((tree.Files["bomb.cs"] with { Size = 10 }).Read(1000), Is.Null, "what the zip says of sizes is not believed");
        Assert.That(tree.Files["fine.cs"].Read(1000), Is.EqualTo("1"u8.ToArray()));
    }

    [Test]
    public void Folder_WithALink_DoesNotFollowIt()
    {
        File.WriteAllText(Path.Combine(_folder, "own.cs"), "1");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.cs"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "folder"), "/etc");
        using var tree = SubmittedTree.Open(_folder);

        Assert.That(tree.Files.Keys, Is.EqualTo(new[] { "own.cs" }));
        Assert.That(tree.Notes, Has.Exactly(2).Contain("it is a link"));
    }

    [Test]
    public void Zip_ThatIsNone_IsSaidInOneLine()
    {
        var path = Path.Combine(_folder, "ann.zip");
        File.WriteAllText(path, "no zip");

        Assert.That(() => SubmittedTree.Open(path), Throws.Exception.Message.StartsWith("ann.zip cannot be read"));
    }

    private string Zip(params (string Name, string Text, int Mode)[] entries)
    {
        var path = Path.Combine(_folder, "submission.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text, mode) in entries)
        {
            var entry = zip.CreateEntry(name);
            entry.ExternalAttributes = mode << 16;
            using var writer = new StreamWriter(entry.Open());
            writer.Write(text);
        }

        return path;
    }
}
