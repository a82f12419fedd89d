using System.Text.RegularExpressions;

namespace Course.Tests.House;

/// <summary>One row of docs/features.md.</summary>
/// <param name="Id">Such as GB19.</param>
/// <param name="State">"works: …", "dropped: …" or "not yet".</param>
internal sealed partial record FeatureRow(string Id, string State)
{
    private static readonly (string Group, int Rows)[] Groups =
        [("L", 22), ("B", 12), ("GA", 17), ("GB", 21), ("GC", 13), ("GD", 13), ("GE", 8), ("GF", 8), ("GG", 13), ("T", 40)];

    /// <summary>The ids that the table must hold, in this order.</summary>
    public static IEnumerable<string> Ids =>
        Groups.SelectMany(group => Enumerable.Range(1, group.Rows).Select(number => $"{group.Group}{number}"));

    public static IReadOnlyList<FeatureRow> Parse(string text) =>
        [.. Row().Matches(text).Select(match => new FeatureRow(match.Groups["id"].Value, match.Groups["state"].Value.Trim()))];

    /// <summary>What is wrong with the row.</summary>
    /// <param name="tests">"Fixture.Test" and "Fixture" for each test in the sources.</param>
    /// <param name="exists">Whether a path from the root exists.</param>
    public IEnumerable<string> Problems(IReadOnlySet<string> tests, Func<string, bool> exists)
    {
        if (State == "not yet" || (State.StartsWith("dropped: ", StringComparison.Ordinal) && State.Length > 20)) yield break;
        var shown = CodeSpan().Matches(State).Select(match => match.Groups[1].Value).ToArray();
        if (!State.StartsWith("works: ", StringComparison.Ordinal) || shown.Length == 0)
        {
            yield return $"{Id}: '{State}' is none of \"works: `Fixture.Test`\", \"works: `dotnet …`\", \"dropped: why\", \"not yet\"";
        }

        foreach (var name in shown.Where(name => !IsShown(name, tests, exists))) yield return $"{Id}: there is no {name}";
    }

    private static bool IsShown(string name, IReadOnlySet<string> tests, Func<string, bool> exists) =>
        name.StartsWith("dotnet ", StringComparison.Ordinal) ? DocumentRules.CommandProblem(name, exists) is null
        : name.Contains('/', StringComparison.Ordinal) ? exists(name)
        : tests.Contains(name);

    [GeneratedRegex(@"^\| (?<id>[A-Z]+\d+) \|.*\| (?<state>[^|]*) \|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
