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
internal sealed class Grader : IDisposable
{
    private readonly ReferenceTree _reference;
    private readonly OverlayCompiler _compiler;
    private readonly TestChild _child;
    private readonly TestChild _wholeChild;
    private readonly SessionJudge? _sessions;
    private readonly GraderOptions _options;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _referenceSlots;
    private readonly WholeGate _wholeGate;
    private readonly IReadOnlyList<string> _parts;
    private readonly ReferenceCode _code;
    private readonly ReferenceOutcomes _known;

    /// <param name="reference">The reference solution.</param>
    /// <param name="kit">The tests that may be used.</param>
    /// <param name="compiler">Of the same two.</param>
    /// <param name="child">What runs tests.</param>
    /// <param name="sessions">What judges whole sessions; null to leave that out.</param>
    /// <param name="options">What is graded.</param>
    public Grader(
        ReferenceTree reference, Kit kit, OverlayCompiler compiler, TestChild child, SessionJudge? sessions, GraderOptions options)
    {
        (_reference, _compiler, _child, _sessions, _options) = (reference, compiler, child, sessions, options);
        _wholeChild = child.OfWhole();
        _slots = new SemaphoreSlim(options.Jobs);
        // Of their own: who holds a slot may wait for the reference, and the reference waits for nobody.
        _referenceSlots = new SemaphoreSlim(options.Jobs);
        _wholeGate = new WholeGate(reference, compiler);
        _parts = reference.MarkedParts();
        _code = new ReferenceCode(reference);
        Tests = [.. kit.Tests.Where(test => options.Lab is not { } lab || test.Part.StartsWith($"A{lab}.", StringComparison.Ordinal))];
        _known = new ReferenceOutcomes(Tests, RunReferenceAsync);
    }

    /// <summary>The tests of a grading, in the order of the parts.</summary>
    private IReadOnlyList<KitTest> Tests { get; }

    /// <summary>Grades a submission.</summary>
    /// <param name="submission">What was submitted.</param>
    /// <param name="key">Its key, from which its sessions are drawn.</param>
    /// <param name="partial">Told of the report as far as it is, after each test; one call at a time.</param>
    public async Task<GradeReport> GradeAsync(Submission submission, string key, Action<GradeReport>? partial = null)
    {
        var clock = Stopwatch.StartNew();
        var grading = new OneGrading(submission, _options, clock, partial);
        var parts = _parts.Where(part => Tests.Any(test => test.Part == part) && Covers(submission, part)).ToList();
        var runs = await Task.WhenAll(parts.Select(part => ApartAsync(grading, part)));
        await WholeAsync(grading, runs, key);
        grading.Complete(parts, Tests);
        return grading.Report();
    }

    /// <summary>The report of a submission that cannot be read: no test was run.</summary>
    public GradeReport Empty(string student, string why)
    {
        var tests = Tests.Where(test => _parts.Contains(test.Part));
        return new GradeReport(
            student, "", _options.Lab, [.. tests.Select(test => Outcomes.Of(test, Verdict.NotRun, why))], [], [why], 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _referenceSlots.Dispose();
    }

    private static bool Covers(Submission submission, string part) =>
        submission.Labs.Count == 0 || submission.Labs.Any(lab => part.StartsWith($"A{lab}.", StringComparison.Ordinal));

    /// <returns>What was run of the part.</returns>
    private async Task<PartRun> ApartAsync(OneGrading grading, string part)
    {
        var tests = Tests.Where(test => test.Part == part).ToList();
        var marked = grading.Submission.Marked;
        if (Hybrid.IsStub(_reference, part, marked))
        {
            var place = Hybrid.PlaceOf(_reference, part, marked);
            grading.Apart(tests.Select(test => Outcomes.Of(test, Verdict.NotStarted, $"{part} not started: {place}")));
            return new PartRun(part, PartKind.Stub);
        }

        if (IsReference(grading.Submission, part) && await _known.OfAsync(part) is { } known)
        {
            grading.Apart(known);
            return new PartRun(part, PartKind.Reference);
        }

        var run = new PartRun(part, PartKind.Other);
        await InSlot(async () => run = await RunApartAsync(grading, part, tests));
        return run;
    }

    private async Task<PartRun> RunApartAsync(OneGrading grading, string part, List<KitTest> tests)
    {
        var (hybrid, overlay) = await Task.Run(() => Compile(grading.Submission, part));
        if (!overlay.Compiles)
        {
            grading.Note($"{part} could not be graded with the reference in all other parts, so it was graded in the whole: "
                + $"{overlay.Problems[0]}.");
            grading.TakeFromWhole(part, overlay.Problems[0]);
            return new PartRun(part, PartKind.Other);
        }

        var refusals = _options.IsGated ? Refusals(overlay, hybrid, part) : [];
        if (refusals.Count > 0)
        {
            var text = string.Join('\n', refusals.Take(5));
            grading.Note($"{part} was not run. {refusals[0]}.");
            grading.Apart(tests.Select(test => Outcomes.Of(test, Verdict.Refused, text)));
            return new PartRun(part, PartKind.Other);
        }

        var outcomes = await _child.RunAsync(overlay.Images, tests, outcome => grading.Apart([outcome]), _known.TimeOfAsync);
        if (_options.FailingRuns is { } runs) await runs.WriteAsync(grading.Submission.Student, overlay.Images, outcomes);
        return new PartRun(part, PartKind.Other) { Texts = hybrid.Texts, Overlay = overlay };
    }

    private bool IsReference(Submission submission, string part) =>
        Hybrid.Of(_reference, part, submission.Marked, withOwn: true) is { Missing: null } hybrid
        && _code.Changed(hybrid.Texts).Count == 0;

    private async Task<IReadOnlyList<TestOutcome>> RunReferenceAsync(IReadOnlyList<KitTest> tests)
    {
        await _referenceSlots.WaitAsync();
        try
        {
            return await _child.RunAsync(new Dictionary<string, AssemblyImage>(), tests);
        }
        finally
        {
            _referenceSlots.Release();
        }
    }

    /// <summary>With the student's own members, or without them if they do not fit beside the reference's.</summary>
    private (Hybrid Hybrid, Overlay Overlay) Compile(Submission submission, string part)
    {
        var hybrid = Hybrid.Of(_reference, part, submission.Marked, withOwn: true);
        if (hybrid.Missing is { } missing) return (hybrid, Overlay.Not(missing));
        var overlay = _compiler.Compile(hybrid.Texts);
        if (overlay.Compiles) return (hybrid, overlay);
        var bare = Hybrid.Of(_reference, part, submission.Marked, withOwn: false);
        var second = _compiler.Compile(bare.Texts);
        return second.Compiles ? (bare, second) : (hybrid, overlay);
    }

    private static IReadOnlyList<Refusal> Refusals(Overlay overlay, Hybrid hybrid, string part) =>
        [.. overlay.Compilations.Values.SelectMany(compilation => ApiGate.Check(compilation, hybrid.Lines, PartRules.MayUse(part)))];

    private async Task WholeAsync(OneGrading grading, PartRun[] runs, string key)
    {
        var stubs = runs.Where(run => run.Kind == PartKind.Stub).Select(run => run.Part).ToHashSet();
        foreach (var part in stubs) grading.Whole(grading.ApartOf(part));
        if (stubs.Count == runs.Length || !(_options.WithWhole || grading.NeedsWhole)) return;
        var whole = await PrepareAsync(grading, runs);
        var ran = runs.Where(run => !stubs.Contains(run.Part)).Select(run => run.Part).ToList();
        var tests = Tests.Where(test => ran.Contains(test.Part)).ToList();
        if (whole.Problem is { } problem) grading.Whole(tests.Select(test => Outcomes.Of(test, whole.Verdict, problem)));
        var plans = _sessions is null ? [] : SessionPlanner.Plan(_options.Secret, key);
        var last = runs[^1].Part;
        if (whole.Problem is not null) grading.Whole(SessionJudge.Without(plans, last, whole.Verdict, whole.Problem));
        else if (stubs.Count > 0)
        {
            var why = $"blocked by {stubs.MinBy(PartOrder.Of)}, not started";
            grading.Whole(SessionJudge.Without(plans, last, Verdict.Blocked, why));
        }

        if (whole.Problem is not null) return;
        var work = new List<Task>();
        if (stubs.Count == 0 && _sessions is not null)
            work.Add(InSlot(async () => grading.Whole(await _sessions.RunAsync(whole.Overlay.Images, plans, last))));
        if (!await IsReferenceAsync(grading, whole.Overlay, ran))
        {
            if (whole.Known is { } known) grading.Whole(grading.ApartOf(known));
            // Late labs have the long tests: they begin first.
            work.AddRange(tests.Where(test => test.Part != whole.Known).GroupBy(test => PartOrder.Of(test.Part).Lab)
                .OrderByDescending(group => group.Key).Select(group => InSlot(() => _wholeChild.RunAsync(
                    whole.Overlay.Images, [.. group], outcome => grading.Whole([outcome])))));
        }

        await Task.WhenAll(work);
    }

    /// <summary>Whether the whole is the reference in code; then it has the reference's outcomes.</summary>
    private async Task<bool> IsReferenceAsync(OneGrading grading, Overlay overlay, List<string> parts)
    {
        if (overlay.Images.Count > 0) return false;
        foreach (var part in parts)
        {
            if (await _known.OfAsync(part) is not { } known) return false;
            grading.Whole(known);
        }

        return true;
    }

    /// <summary>Compiles the whole: of its files those that are not the reference's code.</summary>
    private async Task<PreparedWhole> PrepareAsync(OneGrading grading, IReadOnlyList<PartRun> runs)
    {
        if (grading.EndedBy() is { } ending)
        {
            var why = $"{ending.Part} hangs, ends its process or uses all memory with the reference in all other parts already";
            return new PreparedWhole(Overlay.Not("")) { Problem = $"Not run: {why}.", Verdict = Verdict.NotRun };
        }

        var texts = _code.Changed(grading.Submission.Texts);
        if (runs.Where(run => run.Kind != PartKind.Reference).ToList() is [{ Overlay: { } known } only] && _code.AreSame(only.Texts, texts))
            return new PreparedWhole(known) { Known = only.Part };
        var overlay = Overlay.Not("");
        await InSlot(async () => overlay = await Task.Run(() => _compiler.Compile(texts)));
        if (!overlay.Compiles)
        {
            grading.Note($"The whole submission does not compile: {overlay.Problems[0]}.");
            var problems = "The whole submission does not compile:\n" + string.Join('\n', overlay.Problems.Take(5));
            return new PreparedWhole(overlay) { Problem = problems, Verdict = Verdict.NotCompiled };
        }

        var refusals = _options.IsGated ? _wholeGate.Check(overlay, texts) : [];
        if (refusals.Count == 0) return new PreparedWhole(overlay);
        grading.Note($"The whole submission was not run. {refusals[0]}.");
        return new PreparedWhole(overlay) { Problem = string.Join('\n', refusals.Take(5)), Verdict = Verdict.Refused };
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
