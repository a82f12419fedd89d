using Course.Assignments.Running;
using Course.Staffing.Grading.Gates;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;
using Course.Staffing.Grading.Splicing;

namespace Course.Tests.Staff.Grading;

/// <summary>
/// Hostile code in a region, Tests/Staff/Hostile: what the list of allowed API says of it, and what stops it when nobody looked at that
/// list.
/// </summary>
[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class HostileTests
{
    // Long enough for the start of a process on a busy machine; only code that hangs waits for it.
    private static readonly ChildLimits Short = new() { Guard = TimeSpan.FromSeconds(12), Losses = 2 };
    private MiniCourse _course = null!;
    private Sandbox _sandbox = null!;

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*.txt").Select(Path.GetFileNameWithoutExtension).Order()!;

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Hostile");

    [OneTimeSetUp]
    public async Task MakeCourse()
    {
        _course = await MiniCourse.MakeAsync();
        _sandbox = await Sandboxes.ChooseAsync("auto", _course.Kit, _course.Work, [_course.Reference.Root, _course.Out]);
    }

    [OneTimeTearDown]
    public void RemoveCourse() => _course.Dispose();

    [TestCaseSource(nameof(All))]
    public void Gate_OnHostileCode_RefusesItOrLeavesItToTheChild(string name)
    {
        var (gate, _, _, texts) = Read(name);
        var lines = StudentLines.In(MiniCourse.ElectorFile, texts[MiniCourse.ElectorFile], MiniCourse.Elector).ToList();
        var refusals = ApiGate.Check(_course.Compiler.Analyze(texts), lines, []);

        Assert.That(refusals.Select(refusal => refusal.What), gate == "passes" ? Is.Empty : Has.Some.StartWith(gate));
    }

    [TestCaseSource(nameof(All))]
    public async Task Child_OfHostileCodeThatNoGateSaw_CostsThePointsWithAClearLine(string name)
    {
        if (_sandbox is not (UserSandbox or BubblewrapSandbox)) Assert.Ignore("This machine has no sandbox to try: run as root on Linux.");
        var (_, says, guard, texts) = Read(name);
        Directory.CreateDirectory(_course.Out);

        var outcomes = await _course.RunAsync(texts, guard is null ? Short : Short with { Guard = guard.Value }, _sandbox);

        // Where an attack could succeed silently, right code follows it: then only its failure costs the points.
        Assert.That(outcomes.Select(outcome => outcome.Verdict), Has.None.EqualTo(Verdict.Passed));
        Assert.That(outcomes.Select(outcome => outcome.Message), Is.All.Not.Empty.And.Some.Match(says));
        Assert.That(outcomes[0].Message, Does.Not.Contain("   at "));
        Assert.That(Directory.EnumerateFileSystemEntries(_course.Work), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(_course.Out), Is.Empty);
    }

    private (string Gate, string Says, TimeSpan? Guard, Dictionary<string, string> Texts) Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".txt")).Replace("ROOT", _course.Reference.Root, StringComparison.Ordinal)
            .Replace("OUT", _course.Out, StringComparison.Ordinal);
        var parts = text.Split("\n---\n");
        var header = parts[0].Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        // Seconds, where nothing has to end in time.
        TimeSpan? guard = header.TryGetValue("guard", out var seconds) ? TimeSpan.FromSeconds(int.Parse(seconds)) : null;
        return (header["gate"], header["says"], guard, _course.With(MiniCourse.Elector, parts[1].TrimEnd('\n')));
    }
}
