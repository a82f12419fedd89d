using System.Xml;
using System.Xml.Linq;
using Course.Staffing;
using Course.Staffing.Reports;

namespace Course.Tests.Staff.Reports;

internal sealed class PageTests
{
    [Test]
    public void StudentPage_OfAReport_ShowsPointsMessagesNotesAndTheWhole()
    {
        using var folder = new TemporaryFolder();
        StudentReport.Write(Samples.Plain(), folder.Path);
        var page = Page(Path.Combine(folder.Path, "index.html"));
        var text = page.Root!.Value;

        Assert.That(page.Descendants("h1").Single().Value, Is.EqualTo("Grade of ann"));
        Assert.That(page.Descendants("p").First().Value, Is.EqualTo("2 of 5.5 points"));
        Assert.That(text, Does.Contain("agreement: B delivered 3 and C did not").And.Contain("SlaveFaultToleranceManager.cs:41"));
        Assert.That(text, Does.Contain("Rpc/Proxy.cs was changed and is ignored.")
            .And.Contain("As it was handed in it would have 0 of 2 points"));
        Assert.That(text, Does.Contain("blocked by A1.2"));
        Assert.That(page.Descendants("a"), Is.Empty, "no run has a page");
    }

    [Test]
    public void StudentPage_FailingRunWithAPage_LinksToIt()
    {
        using var folder = new TemporaryFolder();
        var report = Samples.Plain();
        var run = StudentReport.RunPageOf(report.Apart[1]);
        Directory.CreateDirectory(Path.Combine(folder.Path, "runs"));
        File.WriteAllText(Path.Combine(folder.Path, run), "");
        StudentReport.Write(report, folder.Path);

        var link = Page(Path.Combine(folder.Path, "index.html")).Descendants("a").Single();
        Assert.That(Uri.UnescapeDataString(link.Attribute("href")!.Value), Is.EqualTo(run));
        Assert.That(report.Apart.Select(StudentReport.RunPageOf), Is.Unique);
    }

    [Test]
    public void Pages_HostileTexts_StayTexts()
    {
        using var folder = new TemporaryFolder();
        ClassReport.Write([Samples.FromAnEnemy(), Samples.Plain()], folder.Path);

        var pages = Directory.GetFiles(folder.Path, "index.html", SearchOption.AllDirectories);
        Assert.That(pages, Has.Length.EqualTo(3));
        foreach (var file in pages)
        {
            // Well-formed: nothing closed an element or an attribute, and no character is there that no page may hold.
            var page = Page(file);
            Assert.That(page.Descendants("script"), Is.Empty);
            Assert.That(page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName), Has.None.StartsWith("on"));
            Assert.That(Samples.Forbidden(File.ReadAllText(file)), Is.Empty);
        }
    }

    [Test]
    public void Pages_NeedNoNetwork_AndCanBeRead()
    {
        using var folder = new TemporaryFolder();
        ClassReport.Write([Samples.Plain()], folder.Path);
        foreach (var file in Directory.GetFiles(folder.Path, "index.html", SearchOption.AllDirectories))
        {
            var page = Page(file);
            var html = page.Root!;
            Assert.That(page.Descendants().Attributes("src"), Is.Empty);
            Assert.That(page.Descendants("link"), Is.Empty);
            Assert.That(page.Descendants("a").Select(link => link.Attribute("href")!.Value), Has.None.Contain(":"));
            Assert.That(page.Descendants("meta").Select(meta => meta.Attribute("content")?.Value),
                Has.One.StartsWith("default-src 'none'"));
            var style = page.Descendants("style").Single().Value;
            Assert.That(style, Does.Contain("prefers-color-scheme: dark").And.Contain("color-scheme: light dark").And.Not.Contain("url("));
            Assert.That(html.Attribute("lang")!.Value, Is.EqualTo("en"));
            Assert.That(page.Descendants("main").Count(), Is.EqualTo(1));
            Assert.That(page.Descendants("th").All(head => head.Attribute("scope") is not null), "each head of a table says what it heads");
            Assert.That(page.Descendants("table").All(table => table.Element("caption") is not null), "each table has a caption");
            Assert.That(page.Descendants("title").Single().Value, Is.Not.Empty);
        }
    }

    [Test]
    public void Colors_OfBothSchemes_HaveEnoughContrast()
    {
        using var folder = new TemporaryFolder();
        StudentReport.Write(Samples.Plain(), folder.Path);
        var style = Page(Path.Combine(folder.Path, "index.html")).Descendants("style").Single().Value;
        var schemes = style.Split("@media").Select(part => System.Text.RegularExpressions.Regex.Matches(part, "--(\\w+): #([0-9a-f]{6})")
            .ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value))).ToList();

        Assert.That(schemes, Has.Count.EqualTo(2));
        foreach (var scheme in schemes)
        {
            foreach (var front in new[] { "text", "soft", "good", "bad", "link" })
            {
                Assert.That(Contrast(scheme[front], scheme["page"]), Is.GreaterThanOrEqualTo(4.5), front);
            }

            Assert.That(Contrast(scheme["text"], scheme["panel"]), Is.GreaterThanOrEqualTo(4.5));
        }
    }

    [Test]
    public void ClassReport_OfSeveral_LinksEachStudentsPage()
    {
        using var folder = new TemporaryFolder();
        ClassReport.Write([Samples.Plain("ann"), Samples.Plain("Zoë & Co"), Samples.Plain("../up"), Samples.Plain("CON")], folder.Path);

        var links = Page(Path.Combine(folder.Path, "index.html")).Descendants("tbody").First().Descendants("a")
            .Select(link => Uri.UnescapeDataString(link.Attribute("href")!.Value)).ToList();
        Assert.That(links, Has.Count.EqualTo(4));
        Assert.That(links.Select(link => Path.GetFullPath(Path.Combine(folder.Path, link))),
            Is.All.StartWith(folder.Path).And.All.Matches<string>(File.Exists));
        Assert.That(links[0], Is.EqualTo("ann/index.html"));
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "index.html", "grades.csv", "clusters.json" }));
    }

    [TestCase("ann", "Ann")]
    [TestCase("a", "a")]
    public void ClassReport_TwoThatWouldShareAFolder_NamesBoth(string one, string other) =>
        Assert.That(
            () => ClassReport.Write([Samples.Plain(one), Samples.Plain(other)], "nowhere"),
            Throws.TypeOf<StaffException>().With.Message.Contain($"{one} and {other}"));

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("aux.txt")]
    [TestCase("\uD800")]
    [TestCase("=a")]
    public void FolderOf_NameThatIsNoFolder_IsPlainAndMarked(string student) =>
        Assert.That(StudentReport.FolderOf(student), Does.Match("^[A-Za-z0-9_.-]+-[0-9a-f]{8}$")
            .And.Not.EqualTo(StudentReport.FolderOf(student + "x")));

    private static XDocument Page(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    // WCAG's relative luminance.
    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            var value = Convert.ToInt32(color.Substring(at, 2), 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);
    }
}
