using Course.Assignments;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>Whether a part stands on one that does not work.</summary>
internal static class Blocking
{
    /// <summary>The first part that a part requires, directly or not, and whose own tests did not all pass; null if there is none.</summary>
    /// <param name="part">The part's id.</param>
    /// <param name="outcomes">What came of each part that was run.</param>
    /// <param name="catalogue">What requires what.</param>
    public static string? Of(string part, IReadOnlyDictionary<string, IReadOnlyList<TestOutcome>> outcomes, LabCatalogue catalogue)
    {
        var required = catalogue.AllRequired(part);
        return catalogue.Parts.Select(other => other.Id).FirstOrDefault(other =>
            required.Contains(other)
            && outcomes.TryGetValue(other, out var of) && of.Any(outcome => outcome.Verdict != Verdict.Passed));
    }
}
