using Course.Assignments;

namespace Course.Tests.Staff;

/// <summary>The table at the top of assignments.md, and that labs, markers and tests fit together.</summary>
internal sealed class AssignmentsTableTests
{
    private const string Document = "assignments.md";
    private const string Begin = "<!-- parts: begin -->\n";
    private const string End = "<!-- parts: end -->";
    private readonly AssignmentsTable _table = AssignmentsTable.Read(Root);

    [Test]
    public void Table_OfTheDocument_SaysWhatMarkersAndTestsSay()
    {
        var path = Path.Combine(Root, Document);
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.That(
            (begin >= Begin.Length, end >= begin), Is.EqualTo((true, true)),
            $"{Document} has no place for the table: {Begin}{End}");
        var after = text[..begin] + _table.Text() + text[end..];
        if (Environment.GetEnvironmentVariable("COURSE_APPROVE") == "1") File.WriteAllText(path, text = after);

        Assert.That(text, Is.EqualTo(after), $"{Document} is not up to date: COURSE_APPROVE=1 dotnet test Tests/Staff");
    }

    [Test]
    public void Regions_OfEveryPart_AreThereAndBearItsTitle()
    {
        var catalogue = LabCatalogue.Shared;
        var wrong =
            from pair in _table.Regions
            let part = catalogue.Find(pair.Region.Part)
            where part is null || pair.Region.Prompt[0].TrimEnd('.') != part.Title
            select $"{pair.File}:{pair.Region.FirstLine} says '{pair.Region.Prompt[0]}', {pair.Region.Part} is '{part?.Title}'";
        Assert.That(wrong, Is.Empty, "the first line of a marker is the title of its part, as Assignments/Labs says it");
        // Lab 0 is given complete.
        Assert.That(
            catalogue.Parts.Where(part => part.Lab > 0 && _table.Regions.All(pair => pair.Region.Part != part.Id)).Select(part => part.Id),
            Is.Empty, "parts without a region");
    }

    [Test]
    public void Tests_OfEveryPart_AreVisibleAndOfKnownParts()
    {
        var catalogue = LabCatalogue.Shared;
        Assert.That(
            catalogue.Parts.Where(part => _table.Tests.All(test => test.Part != part.Id)).Select(part => part.Id),
            Is.Empty, "parts without a visible test");
        Assert.That(_table.Tests.Where(test => catalogue.Find(test.Part) is null), Is.Empty, "tests of parts that are in no lab");
        Assert.That(_table.Tests.Where(test => test.Points <= 0), Is.Empty, "tests without points");
    }

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Course.sln"))) return folder.FullName;
            }

            throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Course.sln.");
        }
    }
}
