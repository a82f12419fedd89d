using System.Text.RegularExpressions;
using Course.Assignments;

namespace Course.Commands.Labs;

/// <summary>What is to be tested: a lab, or one part of it.</summary>
/// <param name="Lab">The lab.</param>
/// <param name="Part">The one part; null: all.</param>
internal sealed partial record LabChoice(Lab Lab, Part? Part)
{
    /// <summary>"5", "5.2" or "A5.2"; null: every lab that is there.</summary>
    /// <exception cref="CommandException">There is no such lab or part.</exception>
    public static IReadOnlyList<LabChoice> Of(CourseTree tree, string? text)
    {
        var there = tree.Labs;
        if (there.Count == 0) throw new CommandException($"{tree.Root} has no tests of labs: folders like Tests/Lab1 are missing.");
        if (text is null) return [.. there.Select(lab => new LabChoice(lab, null))];
        if (Form().Match(text) is not { Success: true } match)
            throw new CommandException($"'{text}' is no lab and no part: a lab is a number like 5, a part is like 5.2 or A5.2.");
        var numbers = string.Join(", ", there.Select(lab => lab.Number));
        var range = there.Count > 1 && there[^1].Number - there[0].Number == there.Count - 1
            ? $"{there[0].Number} to {there[^1].Number}"
            : numbers;
        var number = match.Groups["lab"].Value;
        var lab = there.FirstOrDefault(lab => $"{lab.Number}" == number)
            ?? throw new CommandException($"there is no lab {number}: {range}.");
        if (!match.Groups["part"].Success) return [new LabChoice(lab, null)];
        var id = $"A{number}.{match.Groups["part"].Value}";
        var part = lab.Parts.FirstOrDefault(part => part.Id == id)
            ?? throw new CommandException($"there is no part {id}: lab {number} has {Parts(lab)}.");
        return [new LabChoice(lab, part)];
    }

    private static string Parts(Lab lab) => lab.Parts.Count == 0 ? "no parts" : string.Join(", ", lab.Parts.Select(part => part.Id));

    [GeneratedRegex(@"^[aA]?(?<lab>\d{1,3})(\.(?<part>\d{1,3}))?$")]
    private static partial Regex Form();
}
