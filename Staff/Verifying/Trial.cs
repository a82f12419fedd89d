using Course.Assignments.Running;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Verifying;

/// <summary>A variant of the reference, and the graded tests that judge it.</summary>
/// <param name="Name">The part, or the name of the patch.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="Part">The part that it belongs to; null for all.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Texts">The changed files, by path.</param>
/// <param name="Tests">Which tests are run.</param>
internal sealed record Trial(
    string Name, TrialKind Kind, string? Part, string Title, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<KitTest> Tests)
{
    /// <summary>For <see cref="TrialKind.Exact"/>: the parts all of whose tests have to pass; of each other part one must not.</summary>
    public IReadOnlySet<string> Green { get; init; } = new HashSet<string>();

    /// <summary>What is wrong with all outcomes together, one line for each part: green means that all its tests pass.</summary>
    public IEnumerable<string> ProblemsOf(IReadOnlyList<TestOutcome> outcomes)
    {
        if (Kind != TrialKind.Exact) yield break;
        foreach (var part in outcomes.GroupBy(outcome => outcome.Part).OrderBy(part => part.Key, PartOrder.Comparer))
        {
            var lost = part.FirstOrDefault(outcome => outcome.Verdict != Verdict.Passed);
            if (lost is null && !Green.Contains(part.Key)) yield return $"{part.Key} must not be green: all its {part.Count()} tests pass";
            if (lost is not null && Green.Contains(part.Key))
                yield return $"{part.Key} must be green: {lost.Test} {lost.Verdict}, {FirstLine(lost.Message)}";
        }
    }

    /// <summary>What is wrong with an outcome in this trial; null if it is as it must be, or if only all outcomes together tell.</summary>
    public string? ProblemOf(TestOutcome outcome) => Kind switch
    {
        TrialKind.Reference or TrialKind.Requires or TrialKind.Alternative =>
            outcome.Verdict == Verdict.Passed ? null : $"{outcome.Test} must pass: {outcome.Verdict}, {FirstLine(outcome.Message)}",
        TrialKind.Stub =>
            outcome.Verdict is Verdict.NotStarted or Verdict.Blocked
                ? null
                : $"{outcome.Test} must be not started or blocked: {outcome.Verdict}, {FirstLine(outcome.Message)}",
        TrialKind.Gap =>
            outcome.Verdict == Verdict.NotStarted
                ? null
                : $"{outcome.Test} must be not started: {outcome.Verdict}, {FirstLine(outcome.Message)}",
        _ => null,
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0];
}
