using Course.Assignments.Running;
using Course.Staffing.Grading.Running;

namespace Course.Tests.Staff.Grading;

[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class SharedRunnersTests
{
    private static readonly ChildLimits Limits = new() { Guard = TimeSpan.FromSeconds(12) };
    private MiniCourse _course = null!;

    private Dictionary<string, string> Stub =>
        _course.With(MiniCourse.Elector, "throw new NotImplementedException(\"A9.1 Write it.\");");

    private Dictionary<string, string> Reference => _course.Reference.Marked.ToDictionary(file => file.Key, file => file.Value.Text);

    [OneTimeSetUp]
    public async Task MakeCourse() => _course = await MiniCourse.MakeAsync();

    [OneTimeTearDown]
    public void RemoveCourse() => _course.Dispose();

    [Test]
    public async Task Run_OfOneVariantAfterAnother_EachMeetsItsOwnAssembliesInOneChild()
    {
        using var runners = new CountedRunners(new SharedRunners(_course.Kit, _course.Work));

        var verdicts = new List<Verdict>();
        foreach (var texts in (Dictionary<string, string>[])[Reference, Stub, Reference])
            verdicts.AddRange((await _course.RunAsync(texts, Limits, runners: runners)).Select(outcome => outcome.Verdict));

        Assert.That(verdicts, Is.EqualTo(new[]
        {
            Verdict.Passed, Verdict.Passed, Verdict.Passed, Verdict.NotStarted, Verdict.NotStarted, Verdict.Blocked,
            Verdict.Passed, Verdict.Passed, Verdict.Passed,
        }));
        Assert.That((runners.Taken.Count, runners.Taken.Distinct().Count()), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task Run_InAChildThatDiesOfAnEarlierRun_IsRepeatedInAFreshOne()
    {
        using var runners = new CountedRunners(new SharedRunners(_course.Kit, _course.Work));
        const string Elect = "Relayer = _order[0].Number;\nEpoch = new Epoch(1);\n";
        var sign = $"\"{Path.Combine(_course.Root, "sign").Replace('\\', '/')}\"";
        var leaver = _course.With(
            MiniCourse.Elector,
            Elect + $"new Thread(() => {{ while (!File.Exists({sign})) Thread.Yield(); Environment.Exit(3); }}).Start();");
        // Gives the sign and waits; whoever finds it given goes on.
        var next = _course.With(
            MiniCourse.Elector,
            Elect + $"if (!File.Exists({sign})) {{ File.Create({sign}).Close(); new ManualResetEvent(false).WaitOne(); }}");

        var outcomes = await _course.RunAsync(leaver, Limits, runners: runners);
        Assert.That((outcomes[0].Verdict, runners.Taken.Count), Is.EqualTo((Verdict.Passed, 1)));
        outcomes = await _course.RunAsync(next, Limits, runners: runners);

        // The second is of a crash, which this elector does not survive.
        Assert.That(outcomes.Select(outcome => outcome.Verdict), Is.EqualTo(new[] { Verdict.Passed, Verdict.Failed, Verdict.Passed }));
        Assert.That(runners.Taken.Select(child => runners.Taken.IndexOf(child)), Is.EqualTo(new[] { 0, 0, 2 }));
    }

    [Test]
    public async Task Run_ThatEndsItsChild_StopsInAFreshOneAndTheNextVariantHasAnother()
    {
        using var runners = new CountedRunners(new SharedRunners(_course.Kit, _course.Work));
        var deep = _course.With(
            MiniCourse.Elector,
            "static int Deep(int n) => Deep(n + 1) + 1;\nif (_order.Length == 3) Deep(0);\n"
            + "Relayer = _order[0].Number;\nEpoch = new Epoch(1);");

        await _course.RunAsync(Reference, Limits, runners: runners);
        var outcomes = await _course.RunAsync(deep, Limits, runners: runners);
        var next = await _course.RunAsync(Reference, Limits, runners: runners);

        Assert.That(outcomes.Select(outcome => outcome.Verdict), Is.EqualTo(new[] { Verdict.Passed, Verdict.Stopped, Verdict.Passed }));
        Assert.That(outcomes[1].Message, Does.Contain("stack overflow"));
        Assert.That(next.Select(outcome => outcome.Verdict), Is.All.EqualTo(Verdict.Passed));
    }
}
