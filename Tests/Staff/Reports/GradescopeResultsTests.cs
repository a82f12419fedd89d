using System.Text.Json;
using Course.Assignments.Running;
using Course.Staffing.Reports;

namespace Course.Tests.Staff.Reports;

internal sealed class GradescopeResultsTests
{
    [Test]
    public void Json_OfAReport_KeepsTheFormatAndSumsToTheGrade()
    {
        var text = GradescopeResults.Json(Samples.Plain());

        Assert.That(GradescopeFormat.Problems(text), Is.Empty);
        var root = JsonDocument.Parse(text).RootElement;
        var tests = root.GetProperty("tests").EnumerateArray().ToList();
        Assert.That(tests.Sum(test => test.GetProperty("score").GetDouble()), Is.EqualTo(2));
        Assert.That(tests.Sum(test => test.GetProperty("max_score").GetDouble()), Is.EqualTo(5.5));
        Assert.That(tests.Select(test => test.GetProperty("number").GetString()), Is.EqualTo(new[] { "5.1", "5.2", "5.2" }));
        Assert.That(tests[1].GetProperty("name").GetString(), Is.EqualTo("A5.2 Masters.Master_Fails_AllAgree: agreement"));
        Assert.That(tests[2].GetProperty("name").GetString(), Is.EqualTo("A5.2 Masters.Second(3, \"a.b\")"));
        Assert.That(tests[1].GetProperty("output").GetString(), Does.StartWith("agreement: B delivered 3"));
        Assert.That(tests[1].GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()),
            Is.EqualTo(new[] { "A5.2", "agreement", "failed" }));
        Assert.That(root.GetProperty("extra_data").GetProperty("handout").GetString(), Is.EqualTo("3f2a"));
    }

    // One hidden test would take the total away from the student.
    [Test]
    public void Json_HiddenTests_AreShownAfterPublishingAndNeverHidden()
    {
        var text = GradescopeResults.Json(Samples.Plain());

        Assert.That(
            JsonDocument.Parse(text).RootElement.GetProperty("tests").EnumerateArray()
                .Select(test => test.GetProperty("visibility").GetString()),
            Is.EqualTo(new[] { "visible", "visible", "after_published" }));
    }

    [Test]
    public void Json_TheWhole_IsToldInWordsWithoutHiddenTestsAndBringsNoPoints()
    {
        var report = Samples.Plain();
        report = report with { Whole = [.. report.Whole, Samples.Outcome("A5.3", Verdict.Failed, "the secret", isHidden: true)] };
        var output = JsonDocument.Parse(GradescopeResults.Json(report)).RootElement.GetProperty("output").GetString();

        Assert.That(output, Does.Contain("as a whole passes 0 of 1 tests"));
        Assert.That(output, Does.Contain("as a whole, A5.1 Masters.First blocked: blocked by A1.2"));
        Assert.That(output, Does.StartWith("Rpc/Proxy.cs was changed and is ignored.").And.Not.Contain("secret"));
    }

    [Test]
    public void Json_HostileTexts_KeepFormatBoundsAndCharacters()
    {
        var text = GradescopeResults.Json(Samples.FromAnEnemy());

        Assert.That(GradescopeFormat.Problems(text), Is.Empty);
        Assert.That(text, Does.Not.Contain("<script").And.Not.Contain("\u001b").And.Not.Contain("\\u001B"));
        Assert.That(StringsOf(JsonDocument.Parse(text).RootElement).SelectMany(Samples.Forbidden), Is.Empty);
        var huge = Samples.Report("a",
            Samples.Outcome("A1.1", Verdict.Failed, new string('x', 10_000_000), output: new string('\a', 10_000_000)));
        Assert.That(GradescopeResults.Json(huge), Has.Length.LessThan(60_000));
    }

    [Test]
    public void Json_WithoutTestsOrRefused_StillHasAScore()
    {
        Assert.That(GradescopeFormat.Problems(GradescopeResults.Json(Samples.Report("a"))), Is.Empty);
        Assert.That(GradescopeFormat.Problems(GradescopeResults.Refusal(3.5, Samples.Hostile)), Is.Empty);
        Assert.That(() => GradescopeResults.Refusal(double.NaN, ""), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void File_AfterEachTest_IsWholeAndHoldsAllPoints()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "results", "results.json");
        var done = Samples.Plain();
        var planned = done with { Apart = [.. done.Apart.Select(outcome => outcome with { Verdict = Verdict.NotRun })] };
        var file = new GradescopeFile(path, planned);
        Assert.That(Read(path).Output, Does.StartWith("Grading is not over: 3 tests are still to be run."));

        file.Record(done.Apart[0]);
        Assert.That(Read(path), Is.EqualTo(("Grading is not over: 2 tests are still to be run.", 2.0, 5.5, 3)));
        file.Record(done.Apart[1]);
        file.Record(done.Apart[2]);
        Assert.That(Read(path).Output, Does.Not.Contain("not over"));
        file.Complete(done);
        Assert.That(File.ReadAllText(path), Is.EqualTo(GradescopeResults.Json(done)));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1), "nothing is left beside it");
    }

    [Test]
    public void File_ThatCannotBeWritten_IsAnErrorOfOneLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a"), "");
        Assert.That(
            () => new GradescopeFile(Path.Combine(folder.Path, "a", "results.json"), Samples.Plain()),
            Throws.TypeOf<Course.Staffing.StaffException>().With.Message.Contain("cannot be written"));
    }

    private static (string Output, double Score, double Points, int Tests) Read(string path)
    {
        var text = File.ReadAllText(path);
        Assert.That(GradescopeFormat.Problems(text), Is.Empty);
        var root = JsonDocument.Parse(text).RootElement;
        var tests = root.GetProperty("tests").EnumerateArray().ToList();
        return (root.GetProperty("output").GetString()!.Split('\n')[0], tests.Sum(test => test.GetProperty("score").GetDouble()),
            tests.Sum(test => test.GetProperty("max_score").GetDouble()), tests.Count);
    }

    private static IEnumerable<string> StringsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(StringsOf),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => StringsOf(member.Value)),
        _ => [],
    };
}
