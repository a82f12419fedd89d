using Course.Staffing;
using Course.Staffing.Packs;
using Course.Tests.Staff.Reports;

namespace Course.Tests.Staff.Packs;

internal sealed class GradescopeCommandTests
{
    private const string Early = """
        {"id":1,"created_at":"2026-07-01T14:22:00Z","users":[],"previous_submissions":[
          {"submission_time":"2026-07-01T14:20:00Z","score":4.5,"autograder_error":false,"results":{"tests":[{}]}}]}
        """;

    [Test]
    public async Task Run_SubmissionThatComesTooSoon_KeepsTheScoreWithoutAKit()
    {
        using var folder = Folder(Early, minutes: 10);
        var code = await GradescopeCommand.RunAsync(folder.Path, TimeProvider.System, TextWriter.Null);

        var text = await File.ReadAllTextAsync(Path.Combine(folder.Path, "results", "results.json"));
        Assert.That(code, Is.Zero);
        Assert.That(GradescopeFormat.Problems(text), Is.Empty);
        Assert.That(text, Does.Contain("\"score\": 4.5").And.Contain("the next one from 2026-07-01 14:30"));
    }

    [TestCase(Early, 0, "is no kit")]
    [TestCase("{}", 10, "not Gradescope's metadata")]
    public void Run_WhatIsNotWhole_IsAnErrorOfOneLine(string metadata, int minutes, string problem)
    {
        using var folder = Folder(metadata, minutes);
        Assert.That(
            () => GradescopeCommand.RunAsync(folder.Path, TimeProvider.System, TextWriter.Null),
            Throws.TypeOf<StaffException>().With.Message.Contain(problem));
    }

    private static TemporaryFolder Folder(string metadata, int minutes)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "source", "kit", "visible"));
        File.WriteAllText(Path.Combine(folder.Path, "source", "gradescope.json"), new GradescopeConfiguration(5, minutes, false).ToJson());
        File.WriteAllText(Path.Combine(folder.Path, "submission_metadata.json"), metadata);
        return folder;
    }
}
