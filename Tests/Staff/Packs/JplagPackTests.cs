using Course.Staffing;
using Course.Staffing.Packs;

namespace Course.Tests.Staff.Packs;

internal sealed class JplagPackTests
{
    private const string Stub = "class A\n{\n    // <A5.2> Count.\n    throw null;\n    // </A5.2>\n}\n";
    private const string Solved = "class A\n{\n    // <A5.2> Count.\n    return 1;\n    // </A5.2>\n}\n";

    [Test]
    public void Write_Submissions_HoldTheirMarkedFilesAloneBesideTheBaseCode()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "handout/Rpc/A.cs", Stub);
        Put(folder, "handout/Rpc/Given.cs", "class Given;");
        Put(folder, "handout/Rpc/bin/B.cs", Stub);
        Put(folder, "class/ann/Rpc/A.cs", Solved);
        Put(folder, "class/ann/Rpc/Given.cs", "class Changed;");
        Put(folder, "class/ann/notes.txt", "x");
        Put(folder, "class/bob/tree/Rpc/A.cs", Stub);
        Put(folder, "class/Zoë/readme.md", "x");

        var lines = Pack(folder);

        Assert.That(Files(folder), Is.EquivalentTo(new[] { "base/Rpc/A.cs", "submissions/ann/Rpc/A.cs", "submissions/bob/Rpc/A.cs" }));
        Assert.That(File.ReadAllText(At(folder, "out/submissions/ann/Rpc/A.cs")), Is.EqualTo(Solved));
        Assert.That(lines[0], Is.EqualTo("Zoë: 0 of 1 marked files"));
        Assert.That(lines[^1], Does.EndWith("3 submissions, 1 marked files"));
    }

    [Test]
    public void Write_LinksAndHugeFiles_AreNotCopied()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "handout/Rpc/A.cs", Stub);
        Put(folder, "handout/Filters/B.cs", Stub);
        Put(folder, "handout/Peer/C.cs", Stub);
        Put(folder, "secret/B.cs", "secret");
        Put(folder, "class/eve/Peer/C.cs", new string('x', (1 << 20) + 1));
        Put(folder, "class/eve/Rpc/other.txt", "");
        if (OperatingSystem.IsWindows()) Assert.Ignore("Links need a privilege on this system.");
        File.CreateSymbolicLink(At(folder, "class/eve/Rpc/A.cs"), At(folder, "secret/B.cs"));
        Directory.CreateSymbolicLink(At(folder, "class/eve/Filters"), At(folder, "secret"));

        Assert.That(Pack(folder)[0], Is.EqualTo("eve: 0 of 3 marked files"));
        Assert.That(Files(folder), Has.None.StartsWith("submissions"));
    }

    [Test]
    public void Write_BadFolders_SaysWhichAndWhatNext()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Pack(folder), Throws.TypeOf<StaffException>().With.Message.Contain("--submissions"));
        Put(folder, "class/ann/Rpc/A.cs", Solved);
        Assert.That(() => Pack(folder), Throws.TypeOf<StaffException>().With.Message.Contain("--handout"));
        Put(folder, "handout/Rpc/Given.cs", "class Given;");
        Assert.That(() => Pack(folder), Throws.TypeOf<StaffException>().With.Message.Contain("has no file with a region"));
        Put(folder, "out/old", "x");
        Assert.That(() => Pack(folder), Throws.TypeOf<StaffException>().With.Message.Contain("is not empty"));
    }

    private static IReadOnlyList<string> Pack(TemporaryFolder folder) =>
        JplagPack.Write(At(folder, "class"), At(folder, "handout"), At(folder, "out"));

    private static string At(TemporaryFolder folder, string path) => Path.Combine(folder.Path, path);

    private static void Put(TemporaryFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(folder, path))!);
        File.WriteAllText(At(folder, path), text);
    }

    private static IEnumerable<string> Files(TemporaryFolder folder) =>
        Directory.GetFiles(At(folder, "out"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(At(folder, "out"), file).Replace('\\', '/'));
}
