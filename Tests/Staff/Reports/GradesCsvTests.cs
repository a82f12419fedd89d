using System.Text;
using Course.Staffing.Reports;

namespace Course.Tests.Staff.Reports;

internal sealed class GradesCsvTests
{
    [Test]
    public void Text_OfTwo_IsATableWithAColumnForEachPart()
    {
        var rows = Parse(GradesCsv.Text([Samples.Plain(), Samples.Report("bob, \"B\"")]));

        Assert.That(rows[0],
            Is.EqualTo(new[] { "student", "handout", "lab", "points", "of", "whole points", "whole of", "A5.1", "A5.2", "notes" }));
        Assert.That(rows[1],
            Is.EqualTo(new[] { "ann", "3f2a", "5", "2", "5.5", "0", "2", "2", "0", "Rpc/Proxy.cs was changed and is ignored." }));
        Assert.That(rows[2], Is.EqualTo(new[] { "bob, \"B\"", "3f2a", "5", "0", "0", "0", "0", "", "", "" }));
    }

    [TestCase("=1+1")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("  =1")]
    [TestCase("\t=1")]
    [TestCase("\r\n=1")]
    [TestCase("\u001b[0m=1")]
    [TestCase("＝1")]
    public void Field_ThatASpreadsheetWouldCompute_IsText(string text) => Assert.That(GradesCsv.Field(text), Does.StartWith("'"));

    [TestCase("ann", "ann")]
    [TestCase("a=b", "a=b")]
    [TestCase("Zoë Ångström", "Zoë Ångström")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a\"b", "\"a\"\"b\"")]
    [TestCase("a\nb", "a b")]
    [TestCase("=a,b", "\"'=a,b\"")]
    public void Field_OfAText_IsQuotedWhereItMustBe(string text, string field) => Assert.That(GradesCsv.Field(text), Is.EqualTo(field));

    [Test]
    public void Text_HostileTexts_AreOneRowOfTheSameColumns()
    {
        var rows = Parse(GradesCsv.Text([Samples.FromAnEnemy()]));

        Assert.That(rows, Has.Count.EqualTo(2));
        Assert.That(rows[1], Has.Count.EqualTo(rows[0].Count));
        Assert.That(rows[1].SelectMany(Samples.Forbidden), Is.Empty);
    }

    [Test]
    public void File_IsUtf8WithoutAMark()
    {
        using var folder = new TemporaryFolder();
        ClassReport.Write([Samples.Plain("Zoë")], folder.Path);

        var bytes = File.ReadAllBytes(Path.Combine(folder.Path, "grades.csv"));
        Assert.That(bytes[..7], Is.EqualTo("student"u8.ToArray()));
        Assert.That(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), Does.Contain("\r\nZoë,"));
    }

    /// <summary>RFC 4180, strictly: each record ends with CRLF, a quote stands only in a quoted field and there twice.</summary>
    private static List<List<string>> Parse(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var field = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
                {
                    field.Append(text[at]);
                    if (text[at] == '"') at++;
                }

                at++;
            }
            else
            {
                for (; text[at] is not (',' or '\r'); at++)
                    field.Append(text[at] is '"' or '\n' ? throw new FormatException("bare") : text[at]);
            }

            row.Add(field.ToString());
            if (text[at++] == ',') continue;
            if (text[at++] != '\n') throw new FormatException("CR without LF");
            rows.Add(row);
            row = [];
        }

        return rows;
    }
}
