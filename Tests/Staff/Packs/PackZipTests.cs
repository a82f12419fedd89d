using System.IO.Compression;
using Course.Staffing;
using Course.Staffing.Packs;

namespace Course.Tests.Staff.Packs;

internal sealed class PackZipTests
{
    [Test]
    public void Write_Entries_BearTheirModesAsOfUnix()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a", "pack.zip");
        PackZip.Write(path, [PackEntry.OfText("run", "#!/bin/sh\r\n", isExecutable: true), PackEntry.OfText("b/c.txt", "c")]);

        using var zip = ZipFile.OpenRead(path);
        Assert.That(zip.Entries.Select(entry => (entry.FullName, Convert.ToString(entry.ExternalAttributes >>> 16, 8))),
            Is.EqualTo(new[] { ("b/c.txt", "100644"), ("run", "100755") }));
        using var reader = new StreamReader(zip.GetEntry("run")!.Open());
        Assert.That(reader.ReadToEnd(), Is.EqualTo("#!/bin/sh\n"));
        Assert.That(MadeBy(File.ReadAllBytes(path)), Is.EqualTo(new[] { 3, 3 }));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_SameEntriesInAnotherOrder_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var (one, other) = (Path.Combine(folder.Path, "1.zip"), Path.Combine(folder.Path, "2.zip"));
        PackZip.Write(one, [PackEntry.OfText("a", "1"), PackEntry.OfText("b", "2")]);
        PackZip.Write(other, [PackEntry.OfText("b", "2"), PackEntry.OfText("a", "1")]);

        Assert.That(File.ReadAllBytes(one), Is.EqualTo(File.ReadAllBytes(other)));
    }

    [Test]
    public void SayUnix_ZipOfAnotherSystem_SaysUnixForEachEntry()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["a", "b"]) zip.CreateEntry(name).ExternalAttributes = 0;
        }

        var bytes = stream.GetBuffer();
        for (var at = 0; at + 46 <= stream.Length; at++)
        {
            if (BitConverter.ToUInt32(bytes, at) == 0x02014b50) bytes[at + 5] = 0;
        }

        PackZip.SayUnix(stream);
        Assert.That(MadeBy(stream.ToArray()), Is.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public void Write_TwoOfOneName_IsAnError()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => PackZip.Write(Path.Combine(folder.Path, "1.zip"), [PackEntry.OfText("a", "1"), PackEntry.OfText("a", "2")]),
            Throws.TypeOf<StaffException>().With.Message.Contain("two files of the pack are called a"));
    }

    // The system that each entry of the central directory says it was made by.
    private static IEnumerable<int> MadeBy(byte[] zip)
    {
        for (var at = 0; at + 46 <= zip.Length; at++)
        {
            if (BitConverter.ToUInt32(zip, at) == 0x02014b50) yield return zip[at + 5];
        }
    }
}
