using System.IO.Compression;
using Course.Assignments.Running;
using Course.Staffing.Grading;
using Course.Staffing.Grading.Running;
using Course.Staffing.Handouts;
using Course.Staffing.Reports;

namespace Course.Tests.Staff.Grading;

[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class GradeRunTests
{
    private MiniCourse _course = null!;
    private string _class = "";

    [OneTimeSetUp]
    public async Task MakeCourse()
    {
        _course = await MiniCourse.MakeAsync();
        _class = Directory.CreateDirectory(Path.Combine(_course.Root, "class")).FullName;
        var marked = _course.Reference.Marked;
        Submit("ann", marked.ToDictionary(file => file.Key, file => file.Value.Text));
        Submit("bob", marked.ToDictionary(file => file.Key, file => StubWriter.Write(file.Value, _ => false)!));
        var cid = marked.ToDictionary(file => file.Key, file => file.Value.Text);
        cid[MiniCourse.ElectorFile] = _course.With(MiniCourse.Elector, "Environment.Exit(0);")[MiniCourse.ElectorFile];
        Submit("cid", cid);
        Submit("dan", _course.With(MiniCourse.Elector, "return"));
        ZipFile.CreateFromDirectory(Path.Combine(_class, "dan"), Path.Combine(_class, "dan.zip"));
        Directory.Delete(Path.Combine(_class, "dan"), recursive: true);
    }

    [OneTimeTearDown]
    public void RemoveCourse() => _course.Dispose();

    [Test]
    public async Task Grade_OfAClass_GivesEachItsOwnAndGoesOnAfterAKill()
    {
        var reports = await GradeAsync("one", TextWriter.Null);

        Assert.That(reports.Select(report => $"{report.Student} {report.Earned} {report.Points}"), Is.EqualTo(
            new[] { "ann 4 4", "bob 0 4", "cid 1 4", "dan 0 4" }));
        Assert.That(reports[0].Whole.Select(outcome => outcome.Verdict), Is.All.EqualTo(Verdict.Passed).And.Exactly(9).Items);
        Assert.That(reports[1].Apart.Select(outcome => outcome.Verdict), Is.All.EqualTo(Verdict.NotStarted));
        Assert.That(reports[2].Apart[0].Message, Does.Match(@"RelayerElector\.cs:\d+: System\.Environment\.Exit may not be used here"));
        Assert.That(reports[3].Apart[0].Verdict, Is.EqualTo(Verdict.NotCompiled));
        Assert.That(reports[3].Notes, Has.Some.Contain("RelayerElector.cs:").And.Some.Contain("SlaveFaultToleranceManager.cs is missing"));

        // Killed after two: what it had is kept, and the rest gives what one run gives.
        await Assert.ThrowsAsync<OperationCanceledException>(() => GradeAsync("two", new Dying(after: 3)));
        var again = await GradeAsync("two", TextWriter.Null);
        Assert.That(again.Select(Words), Is.EqualTo(reports.Select(Words)));
        Assert.That(Csv(again, "two"), Is.EqualTo(Csv(reports, "one")));
    }

    [Test]
    public async Task Grade_BeforeTheDueTime_NeverTouchesHiddenTests()
    {
        Assert.That(GradeCommand.IsDue("2026-05-01T18:00:00Z", "2026-05-01T17:59:59Z"), Is.False);
        Assert.That(GradeCommand.IsDue("2026-05-01T18:00:00Z", "2026-05-01T18:00:00Z"), Is.True);
        Assert.That(_course.Kit.FilesFor("Course.Tests.Lab9", "Course.Tests.Hidden"), Has.None.Contain("Hidden"));
        Assert.That(_course.WithHidden().FilesFor("Course.Tests.Lab9"), Has.None.Contain("Hidden"));
        Assert.That(_course.WithHidden().FilesFor("Course.Tests.Hidden"), Has.Some.Contain("Course.Tests.Hidden.dll"));
        var hidden = await _course.RunAsync(_course.Reference.Marked.ToDictionary(file => file.Key, file => file.Value.Text));
        Assert.That(hidden.Select(outcome => outcome.IsHidden), Is.All.False);
    }

    private static string Words(GradeReport report) =>
        $"{report.Student} {report.Earned} "
            + string.Join(';', report.Apart.Concat(report.Whole).Select(outcome => $"{outcome.Test} {outcome.Verdict} {outcome.Message}"));

    private byte[] Csv(IReadOnlyList<GradeReport> reports, string into)
    {
        ClassReport.Write(reports, Path.Combine(_course.Root, into));
        return File.ReadAllBytes(Path.Combine(_course.Root, into, "grades.csv"));
    }

    private Task<IReadOnlyList<GradeReport>> GradeAsync(string into, TextWriter output) =>
        GradeRun.GradeAsync(
            new GradeRequest { Submissions = [_class], Out = Path.Combine(_course.Root, into), Sandbox = "none" },
            _course.Reference, _course.Kit, new ChildLimits(), isGated: true, output);

    private void Submit(string student, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (path, text) in texts)
        {
            var file = Path.Combine(_class, student, "project", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary>An output whose process dies after some lines.</summary>
    private sealed class Dying(int after) : StringWriter
    {
        private int _lines;

        public override void WriteLine(string? value)
        {
            if (Interlocked.Increment(ref _lines) > after) throw new OperationCanceledException();
        }
    }
}
