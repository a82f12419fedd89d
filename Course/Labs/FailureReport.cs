using Course.Assignments;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>What the student reads of the parts that failed: why, the page, and the hints so far.</summary>
internal sealed class FailureReport(
    CourseTree tree, TestRequest request, LabResults results, HintBook hints, MarkedSources sources, CancellationToken interrupt)
{
    /// <summary>Tells a part.</summary>
    /// <param name="id">The part's id.</param>
    /// <param name="outcomes">What came of its tests, just now.</param>
    /// <param name="built">The folder of what ran.</param>
    public async Task TellAsync(string id, IReadOnlyList<TestOutcome> outcomes, string built)
    {
        var open = outcomes.Where(outcome => outcome.Verdict != Verdict.Passed).ToList();
        if (open.Count == 0) return;
        if (Blocking.Of(id, results.Parts, tree.Catalogue) is { } blocker)
        {
            Console.Out.WriteLine();
            TestLines.Say($"{id} is blocked by {blocker}, whose own tests do not all pass: {blocker} first.", "yellow");
            if (!request.IsAll) return;
        }

        // The same gap stands in the way of many tests, and is told once.
        var told = open.GroupBy(outcome => (outcome.Verdict, outcome.Verdict is Verdict.NotStarted or Verdict.Blocked ? outcome.Message : outcome.Test))
            .Select(group => group.First()).OrderBy(outcome => Rank(outcome.Verdict)).ToList();
        var hasPage = false;
        foreach (var outcome in request.IsAll ? told : told.Take(1))
        {
            Tell(outcome);
            if (hasPage || await FailurePage.WriteAsync(tree, built, id, outcome.Message, interrupt) is not { } page) continue;
            hasPage = true;
            Console.Out.WriteLine($"  page: {tree.Relative(page)}");
        }

        if (!request.IsAll && told.Count > 1) Console.Out.WriteLine($"  and {told.Count - 1} more of {id}: --all tells them");
        if (tree.Catalogue.Find(id) is { } part && FailureWay.Of(outcomes) is { } way) TellHints(part, way);
    }

    /// <summary>What runs and is wrong goes first.</summary>
    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Failed or Verdict.Hung or Verdict.Stopped => 0,
        Verdict.NotStarted => 1,
        _ => 2,
    };

    private static void Tell(TestOutcome outcome)
    {
        Console.Out.WriteLine();
        if (outcome.Verdict is Verdict.NotStarted or Verdict.Blocked)
        {
            TestLines.Say(outcome.Message, TestNames.Color(outcome.Verdict));
            return;
        }

        TestLines.Say(
            $"{outcome.Part} {TestNames.Word(outcome.Verdict)}: {TestNames.Readable(outcome.Test)}", TestNames.Color(outcome.Verdict));
        foreach (var line in outcome.Message.ReplaceLineEndings("\n").Trim('\n').Split('\n')) Console.Out.WriteLine($"  {line}".TrimEnd());
    }

    private void TellHints(Part part, FailureWay way)
    {
        var (steps, all) = hints.Fail(part, way, sources.HashOf(part.Id));
        for (var i = 0; i < steps.Count; i++)
        {
            var isLast = i == steps.Count - 1;
            var more = !isLast ? "" : steps.Count < all ? "; the next after another try" : "; the last";
            TestLines.Say($"  (hint {i + 1} of {all}{more}) {steps[i]}", "blue");
        }
    }
}
