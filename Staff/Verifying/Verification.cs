using System.Diagnostics;
using Course.Assignments;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Verifying;

/// <summary>One verification of a tree, told line by line.</summary>
internal sealed class Verification(TextWriter output)
{
    private static readonly (TrialKind Kind, string Words)[] Kinds =
    [
        (TrialKind.Reference, "reference"),
        (TrialKind.Stub, "handout"),
        (TrialKind.Gap, "parts with only their own gap"),
        (TrialKind.Requires, "parts with only what they require"),
        (TrialKind.Exact, "parts that turn exactly themselves and what they require green"),
        (TrialKind.Mutant, "wrong solutions"),
        (TrialKind.Alternative, "right solutions written otherwise"),
    ];

    /// <summary>Runs all trials.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StaffException">There is no such tree or part, or the tests do not build.</exception>
    public async Task<int> RunAsync(string start, int jobs, bool isFull, bool isExact, string? part, string? matrixFile)
    {
        var clock = Stopwatch.StartNew();
        if (part is not null && LabCatalogue.Shared.Find(part) is null)
            throw new StaffException($"There is no part {part}: {string.Join(", ", LabCatalogue.Shared.Parts.Select(each => each.Id))}.");
        var reference = ReferenceTree.Open(ReferenceTree.FindRoot(start));
        var kit = await KitBuilder.EnsureAsync(reference.Root, withHidden: true, output.WriteLine);
        var work = Directory.CreateTempSubdirectory("course-verify-").FullName;
        try
        {
            var limits = new ChildLimits();
            using var shared = new SharedRunners(kit, work);
            var runner = new TrialRunner(
                new OverlayCompiler(reference, kit, isConcurrent: false),
                new TestChild(new OwnRunners(kit, new NoSandbox(), work), limits), new TestChild(shared, limits), jobs);
            var plan = new TrialPlan(reference, kit, isFull);
            var trials = (isExact ? plan.ExactTrials() : plan.Trials()).Where(trial => part is null || trial.Part == part).ToList();
            var points = kit.Tests.Sum(test => test.Graded.Points);
            output.WriteLine($"{kit.Tests.Count} graded tests, {points:0.#} points; {trials.Count} variants");
            List<TrialResult> results = [.. await runner.RunAsync(trials, Tell)];
            var judged = trials.Where(trial => trial.Kind == TrialKind.Gap).Select(trial => trial.Name).ToHashSet();
            await SeekKillersAsync(runner, plan, kit, jobs, judged, results);
            return Report(plan, kit, judged, results, matrixFile, clock);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>
    /// Tests that no mutant of their own part fails get those of other parts, one after another until one is failed; first those that have
    /// lost the most tests.
    /// </summary>
    private async Task SeekKillersAsync(
        TrialRunner runner, TrialPlan plan, Kit kit, int jobs, IReadOnlySet<string> judged, List<TrialResult> results)
    {
        var idle = new KillMatrix(results, kit.Tests).Idle(judged);
        if (idle.Count == 0) return;
        output.WriteLine($"{idle.Count} tests fail no wrong solution of their own part; looking among those of other parts");
        var killers = new TrialResult?[idle.Count];
        var lost = results.Where(result => result.Trial.Kind == TrialKind.Mutant)
            .ToDictionary(result => result.Trial.Name, result => result.Lost.Count());
        await Parallel.ForAsync(0, idle.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (index, _) =>
        {
            foreach (var trial in plan.More(idle[index]).OrderByDescending(trial => lost.GetValueOrDefault(trial.Name)))
            {
                var result = (await runner.RunAsync([trial], _ => { }))[0];
                if (!result.Lost.Any()) continue;
                killers[index] = result;
                break;
            }
        });
        results.AddRange(killers.OfType<TrialResult>());
    }

    private int Report(
        TrialPlan plan, Kit kit, IReadOnlySet<string> judged, List<TrialResult> results, string? matrixFile, Stopwatch clock)
    {
        var matrix = new KillMatrix(results, kit.Tests);
        output.WriteLine();
        foreach (var line in matrix.Lines()) output.WriteLine(line);
        if (plan.WithoutPart.Count > 0) output.WriteLine($"Of no part, judged elsewhere: {string.Join(", ", plan.WithoutPart)}");
        if (matrixFile is not null) File.WriteAllText(matrixFile, matrix.Markdown());
        var own = results.Where(result => result.IsOfItsPart);
        List<string> problems =
        [
            .. own.SelectMany(result => result.Problems),
            .. matrix.Idle(judged).Select(test => $"{test.Test} ({test.Part}) fails no wrong solution: add one, or say its Reason"),
        ];
        output.WriteLine();
        foreach (var (kind, words) in Kinds)
        {
            var these = own.Where(result => result.Trial.Kind == kind).ToList();
            if (these.Count > 0) output.WriteLine($"{words}: {Figure(kind, these)}");
        }

        foreach (var problem in problems) output.WriteLine($"PROBLEM {problem}");
        output.WriteLine($"{(problems.Count == 0 ? "verified" : $"{problems.Count} problems")}, {clock.Elapsed.TotalSeconds:0} s");
        return problems.Count == 0 ? 0 : 1;
    }

    private static string Figure(TrialKind kind, List<TrialResult> results)
    {
        var right = results.Count(result => result.Problems.Count == 0);
        if (kind == TrialKind.Mutant) return $"{right} of {results.Count} killed";
        if (kind is not (TrialKind.Reference or TrialKind.Stub)) return $"{right} of {results.Count} right";
        var earned = results.Sum(result => result.Outcomes.Sum(outcome => outcome.Earned));
        var points = results.Sum(result => result.Trial.Tests.Sum(test => test.Graded.Points));
        return $"{(points == 0 ? 0 : 100 * earned / points):0.#} % ({earned:0.#} of {points:0.#} points)";
    }

    private void Tell(TrialResult result)
    {
        var trial = result.Trial;
        var verdict = result.Problems.Count == 0 ? "ok" : "PROBLEM";
        output.WriteLine($"{verdict,-8}{trial.Kind,-12}{trial.Name}: {result.Lost.Count()} of {result.Outcomes.Count} tests lost");
    }
}
