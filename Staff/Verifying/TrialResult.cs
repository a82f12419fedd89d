using Course.Assignments.Running;

namespace Course.Staffing.Verifying;

/// <summary>What came of a trial.</summary>
/// <param name="Trial">Which.</param>
/// <param name="Outcomes">Of its tests, in their order; empty if it does not compile.</param>
/// <param name="CompileProblems">Why it does not compile; empty if it does.</param>
internal sealed record TrialResult(Trial Trial, IReadOnlyList<TestOutcome> Outcomes, IReadOnlyList<string> CompileProblems)
{
    /// <summary>Whether it was judged by the tests of its own part, and not by one of another that sought a mutant.</summary>
    public bool IsOfItsPart => Trial.Kind != TrialKind.Mutant || Trial.Tests.All(test => test.Part == Trial.Part);

    /// <summary>The tests that it loses.</summary>
    public IEnumerable<TestOutcome> Lost => Outcomes.Where(outcome => outcome.Verdict != Verdict.Passed);

    /// <summary>What is wrong, one line each; empty if the trial shows what it has to.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            var name = $"{Trial.Kind} {Trial.Name}";
            if (CompileProblems.Count > 0) return [$"{name} does not compile: {CompileProblems[0]}"];
            if (Trial.Tests.Count == 0) return [$"{name}: there is no graded test of {Trial.Part}"];
            if (Trial.Kind == TrialKind.Mutant && Lost.Any()) return [];
            if (Trial.Kind == TrialKind.Mutant) return [$"{name} survives: no graded test of {Trial.Part} fails it ({Trial.Title})"];
            return
            [
                .. Trial.ProblemsOf(Outcomes).Concat(Outcomes.Select(Trial.ProblemOf).OfType<string>())
                    .Select(problem => $"{name}: {problem}"),
            ];
        }
    }
}
