using System.Collections.Concurrent;
using Course.Assignments.Running;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Grading;

/// <summary>
/// What the tests of a part say of the reference: run once, when it is first asked for. A part whose code is the reference's is the
/// reference with the reference in all other parts, so running it again for each student would tell nothing new. Any thread.
/// </summary>
/// <param name="tests">The tests of a grading.</param>
/// <param name="run">Runs tests on the reference. It must not wait for anybody who asks here.</param>
internal sealed class ReferenceOutcomes(IReadOnlyList<KitTest> tests, Func<IReadOnlyList<KitTest>, Task<IReadOnlyList<TestOutcome>>> run)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<TestOutcome>>>> _parts = new(StringComparer.Ordinal);

    /// <summary>
    /// The outcomes of a part; null if not all passed: then the machine or the kit is to blame, and no student shares that.
    /// </summary>
    /// <param name="part">The part's id.</param>
    public async Task<IReadOnlyList<TestOutcome>?> OfAsync(string part)
    {
        var outcomes = await RunAsync(part);
        return outcomes.All(outcome => outcome.Verdict == Verdict.Passed) ? outcomes : null;
    }

    /// <summary>What a test took with the reference; null if it did not pass.</summary>
    public async Task<TimeSpan?> TimeOfAsync(KitTest test)
    {
        var outcome = (await RunAsync(test.Part)).FirstOrDefault(outcome => outcome.Test == test.Test);
        return outcome is { Verdict: Verdict.Passed } ? TimeSpan.FromSeconds(outcome.Seconds) : null;
    }

    private Task<IReadOnlyList<TestOutcome>> RunAsync(string part) =>
        _parts.GetOrAdd(
            part, _ => new Lazy<Task<IReadOnlyList<TestOutcome>>>(() => run([.. tests.Where(test => test.Part == part)]))).Value;
}
