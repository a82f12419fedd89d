using System.Text.RegularExpressions;
using Course.Assignments;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>What to do next: the first part, in the order of the labs, that is not done.</summary>
internal static partial class NextStep
{
    public static string Of(CourseTree tree, LabResults results, MarkedSources sources)
    {
        foreach (var part in tree.Labs.SelectMany(lab => lab.Parts))
        {
            if (!results.Parts.TryGetValue(part.Id, out var outcomes)) continue;
            if (outcomes.FirstOrDefault(outcome => outcome.Verdict != Verdict.Passed) is { } open) return Tell(tree, part, open, sources);
        }

        var untried = tree.Labs.SelectMany(lab => lab.Parts).FirstOrDefault(part => !results.Parts.ContainsKey(part.Id));
        return untried is null
            ? "Next: nothing is left, every visible test passes."
            : $"Next: {untried.Id} {untried.Title}: course test {untried.Id[1..]}";
    }

    private static string Tell(CourseTree tree, Part part, TestOutcome open, MarkedSources sources)
    {
        // A part that was not run stands in the way of one that was.
        if (GapText().Match(open.Message) is { Success: true } gap)
        {
            var id = gap.Groups["part"].Value;
            var title = (tree.Catalogue.Find(id) ?? part).Title;
            return $"Next: {id} {title}: {sources.PlaceOf(id) ?? gap.Groups["place"].Value}";
        }

        var place = sources.PlaceOf(part.Id) is { } at ? $", {at}" : "";
        return $"Next: {part.Id} {part.Title}{place}: {TestNames.Word(open.Verdict)}, {TestNames.Readable(open.Test)}";
    }

    [GeneratedRegex(@"^(blocked by )?(?<part>A\d\.\d+),? not started: (?<place>.*)$")]
    private static partial Regex GapText();
}
