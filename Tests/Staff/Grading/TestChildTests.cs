using Course.Assignments.Running;
using Course.Staffing.Grading.Running;

namespace Course.Tests.Staff.Grading;

[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class TestChildTests
{
    // Long enough for the start of a process on a busy machine; only code that hangs waits for it.
    private static readonly ChildLimits Short = new() { Guard = TimeSpan.FromSeconds(12), Losses = 2 };
    private MiniCourse _course = null!;

    [OneTimeSetUp]
    public async Task MakeCourse() => _course = await MiniCourse.MakeAsync();

    [OneTimeTearDown]
    public void RemoveCourse() => _course.Dispose();

    [Test]
    public async Task Run_OfTheReference_PassesEachTestAndLeavesNothing()
    {
        var outcomes = await _course.RunAsync(_course.Reference.Marked.ToDictionary(file => file.Key, file => file.Value.Text));

        Assert.That(outcomes.Select(outcome => $"{outcome.Part} {outcome.Points} {outcome.Verdict} {outcome.Message}"), Is.EqualTo(
            new[] { "A9.1 1 Passed ", "A9.1 2 Passed ", "A9.2 1 Passed " }));
        Assert.That(Directory.EnumerateFileSystemEntries(_course.Work), Is.Empty);
    }

    [Test]
    public async Task Run_OfAWholeSubmission_StartsChildrenWithItsSmallerLimits()
    {
        var sandbox = new WatchedSandbox();
        var overlay = _course.Compiler.Compile(_course.Reference.Marked.ToDictionary(file => file.Key, file => file.Value.Text));
        var child = new TestChild(new OwnRunners(_course.Kit, sandbox, _course.Work), Short).OfWhole();

        await child.RunAsync(overlay.Images, _course.Kit.Tests);

        Assert.That(sandbox.Limits, Is.EqualTo(new[] { Short.OfWhole }));
    }

    [Test]
    public async Task Run_OfAStub_IsNotStartedWithItsPlace()
    {
        var outcomes = await _course.RunAsync(_course.With(MiniCourse.Elector, "throw new NotImplementedException(\"A9.1 Write it.\");"));

        Assert.That(outcomes.Select(outcome => outcome.Verdict), Is.EqualTo(
            new[] { Verdict.NotStarted, Verdict.NotStarted, Verdict.Blocked }));
        Assert.That(outcomes[0].Message, Does.Match(@"^A9\.1 not started: FaultTolerance/RelayerElector\.cs:\d+$"));
    }

    [Test]
    public async Task Run_OfALoopWithoutEnd_HangsAndTheRestIsSaidNotToRun()
    {
        // Less: nothing here has to end in time.
        var limits = Short with { Guard = TimeSpan.FromSeconds(4) };
        var outcomes = await _course.RunAsync(_course.With(MiniCourse.Elector, "while (true) { }"), limits);

        Assert.That(outcomes.Select(outcome => outcome.Verdict), Is.EqualTo(new[] { Verdict.Hung, Verdict.Hung, Verdict.NotRun }));
        Assert.That(outcomes[0].Message, Does.Contain("within 4 s"));
    }

    [Test]
    public async Task Run_OfAStackOverflow_StopsThatTestAndTheRestRuns()
    {
        // Only a session of three comes to it.
        var body = "static int Deep(int n) => Deep(n + 1) + 1;\nif (_order.Length == 3) Deep(0);\n"
            + "Relayer = _order[0].Number;\nEpoch = new Epoch(1);";
        var outcomes = await _course.RunAsync(_course.With(MiniCourse.Elector, body), Short);

        Assert.That(outcomes.Select(outcome => outcome.Verdict), Is.EqualTo(new[] { Verdict.Passed, Verdict.Stopped, Verdict.Passed }));
        Assert.That(outcomes[1].Message, Does.Contain("stack overflow"));
    }
}
