using System.Diagnostics;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Gates;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sessions;
using Course.Staffing.Grading.Splicing;
using Course.Staffing.Grading.Submissions;

namespace Course.Staffing.Grading;

/// <summary>Grades submissions: each part apart, then the whole. What they share is read once. Any thread.</summary>
/// <param name="reference">The reference solution.</param>
/// <param name="kit">The tests that may be used.</param>
/// <param name="compiler">Of the same two.</param>
/// <param name="child">What runs tests.</param>
/// <param name="sessions">What judges whole sessions; null to leave that out.</param>
/// <param name="options">What is graded.</param>
internal sealed class Grader(
    ReferenceTree reference, Kit kit, OverlayCompiler compiler, TestChild child, SessionJudge? sessions, GraderOptions options)
    : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Jobs);
    private readonly WholeGate _wholeGate = new(reference, compiler);
    private readonly HashSet<string> _parts = [.. reference.MarkedParts()];
    private readonly TestChild _wholeChild = child.OfWhole();
    private readonly ReferenceCode _code = new(reference);
    private readonly ReferenceOutcomes _known = new(TestsOf(kit, options));

    /// <summary>The tests of a grading, in the order of the parts.</summary>
    private IReadOnlyList<KitTest> Tests { get; } = TestsOf(kit, options);

    /// <summary>Grades a submission.</summary>
    /// <param name="submission">What was submitted.</param>
    /// <param name="key">Its key, from which its sessions are drawn.</param>
    /// <param name="partial">Told of the report as far as it is, after each test; one call at a time.</param>
    public async Task<GradeReport> GradeAsync(Submission submission, string key, Action<GradeReport>? partial = null)
    {
        var clock = Stopwatch.StartNew();
        var grading = new OneGrading(submission, options, clock, partial);
        var parts = reference.MarkedParts().Where(part => Tests.Any(test => test.Part == part) && Covers(submission, part)).ToList();
        var stubs = parts.Where(part => Hybrid.IsStub(reference, part, submission.Marked)).ToHashSet();
        await Task.WhenAll(parts.Select(part => ApartAsync(grading, part, stubs.Contains(part))));
        await WholeAsync(grading, parts, stubs, key);
        grading.Complete(parts, Tests);
        return grading.Report();
    }

    /// <summary>The report of a submission that cannot be read: no test was run.</summary>
    public GradeReport Empty(string student, string why)
    {
        var tests = Tests.Where(test => _parts.Contains(test.Part));
        return new GradeReport(
            student, "", options.Lab, [.. tests.Select(test => Outcomes.Of(test, Verdict.NotRun, why))], [], [why], 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private static IReadOnlyList<KitTest> TestsOf(Kit kit, GraderOptions options) =>
        [.. kit.Tests.Where(test => options.Lab is not { } lab || test.Part.StartsWith($"A{lab}.", StringComparison.Ordinal))];

    private static bool Covers(Submission submission, string part) =>
        submission.Labs.Count == 0 || submission.Labs.Any(lab => part.StartsWith($"A{lab}.", StringComparison.Ordinal));

    private async Task ApartAsync(OneGrading grading, string part, bool isStub)
    {
        var tests = Tests.Where(test => test.Part == part).ToList();
        if (isStub)
        {
            var place = Hybrid.PlaceOf(reference, part, grading.Submission.Marked);
            grading.Apart(tests.Select(test => Outcomes.Of(test, Verdict.NotStarted, $"{part} not started: {place}")));
            return;
        }

        if (IsReference(grading.Submission, part) && await _known.OfAsync(part, RunReferenceAsync) is { } known)
        {
            grading.Apart(known);
            return;
        }

        await _slots.WaitAsync();
        try
        {
            var (hybrid, overlay) = await Task.Run(() => Compile(grading.Submission, part));
            if (!overlay.Compiles)
            {
                grading.Note($"{part} could not be graded with the reference in all other parts, so it was graded in the whole: "
                    + $"{overlay.Problems[0]}.");
                grading.TakeFromWhole(part, overlay.Problems[0]);
                return;
            }

            var refusals = options.IsGated ? Refusals(overlay, hybrid, part) : [];
            if (refusals.Count > 0)
            {
                var text = string.Join('\n', refusals.Take(5));
                grading.Note($"{part} was not run. {refusals[0]}.");
                grading.Apart(tests.Select(test => Outcomes.Of(test, Verdict.Refused, text)));
                return;
            }

            await child.RunAsync(overlay.Images, tests, outcome => grading.Apart([outcome]));
        }
        finally
        {
            _slots.Release();
        }
    }

    private bool IsReference(Submission submission, string part) =>
        Hybrid.Of(reference, part, submission.Marked, withOwn: true) is { Missing: null } hybrid && _code.Changed(hybrid.Texts).Count == 0;

    private async Task<IReadOnlyList<TestOutcome>> RunReferenceAsync(IReadOnlyList<KitTest> tests)
    {
        IReadOnlyList<TestOutcome> outcomes = [];
        await InSlot(async () => outcomes = await child.RunAsync(new Dictionary<string, AssemblyImage>(), tests));
        return outcomes;
    }

    /// <summary>With the student's own members, or without them if they do not fit beside the reference's.</summary>
    private (Hybrid Hybrid, Overlay Overlay) Compile(Submission submission, string part)
    {
        var hybrid = Hybrid.Of(reference, part, submission.Marked, withOwn: true);
        if (hybrid.Missing is { } missing) return (hybrid, Overlay.Not(missing));
        var overlay = compiler.Compile(hybrid.Texts);
        if (overlay.Compiles) return (hybrid, overlay);
        var bare = Hybrid.Of(reference, part, submission.Marked, withOwn: false);
        var second = compiler.Compile(bare.Texts);
        return second.Compiles ? (bare, second) : (hybrid, overlay);
    }

    private static IReadOnlyList<Refusal> Refusals(Overlay overlay, Hybrid hybrid, string part) =>
        [.. overlay.Compilations.Values.SelectMany(compilation => ApiGate.Check(compilation, hybrid.Lines, PartRules.MayUse(part)))];

    private async Task WholeAsync(OneGrading grading, List<string> parts, HashSet<string> stubs, string key)
    {
        foreach (var part in stubs) grading.Whole(grading.ApartOf(part));
        if (stubs.Count == parts.Count || !(options.WithWhole || grading.NeedsWhole)) return;
        var tests = Tests.Where(test => parts.Contains(test.Part) && !stubs.Contains(test.Part)).ToList();
        var (overlay, problem, verdict) = await PrepareAsync(grading);
        if (problem is not null) grading.Whole(tests.Select(test => Outcomes.Of(test, verdict, problem)));
        else if (!await IsReferenceAsync(grading, overlay, parts))
        {
            await Task.WhenAll(tests.GroupBy(test => PartOrder.Of(test.Part).Lab).Select(group => InSlot(
                () => _wholeChild.RunAsync(overlay.Images, [.. group], outcome => grading.Whole([outcome])))));
        }

        if (sessions is null) return;
        var plans = SessionPlanner.Plan(options.Secret, key);
        var last = parts[^1];
        if (problem is not null) grading.Whole(SessionJudge.Without(plans, last, verdict, problem));
        else if (stubs.Count > 0)
            grading.Whole(SessionJudge.Without(plans, last, Verdict.Blocked, $"blocked by {stubs.MinBy(PartOrder.Of)}, not started"));
        else await InSlot(async () => grading.Whole(await sessions.RunAsync(overlay.Images, plans, last)));
    }

    /// <summary>Whether the whole is the reference in code; then it has the reference's outcomes.</summary>
    private async Task<bool> IsReferenceAsync(OneGrading grading, Overlay overlay, List<string> parts)
    {
        if (overlay.Images.Count > 0) return false;
        foreach (var part in parts)
        {
            if (await _known.OfAsync(part, RunReferenceAsync) is not { } known) return false;
            grading.Whole(known);
        }

        return true;
    }

    /// <summary>Compiles the whole: of its files those that are not the reference's code.</summary>
    private async Task<(Overlay Overlay, string? Problem, Verdict Verdict)> PrepareAsync(OneGrading grading)
    {
        var none = Overlay.Not("");
        if (grading.EndedBy() is { } ending)
        {
            var why = $"{ending.Part} hangs, ends its process or uses all memory with the reference in all other parts already";
            return (none, $"Not run: {why}.", Verdict.NotRun);
        }

        var overlay = none;
        var texts = _code.Changed(grading.Submission.Texts);
        await InSlot(async () => overlay = await Task.Run(() => compiler.Compile(texts)));
        if (!overlay.Compiles)
        {
            grading.Note($"The whole submission does not compile: {overlay.Problems[0]}.");
            return (overlay, "The whole submission does not compile:\n" + string.Join('\n', overlay.Problems.Take(5)), Verdict.NotCompiled);
        }

        var refusals = options.IsGated ? _wholeGate.Check(overlay, texts) : [];
        if (refusals.Count == 0) return (overlay, null, Verdict.Passed);
        grading.Note($"The whole submission was not run. {refusals[0]}.");
        return (overlay, string.Join('\n', refusals.Take(5)), Verdict.Refused);
    }

    private async Task InSlot(Func<Task> work)
    {
        await _slots.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _slots.Release();
        }
    }
}
