using System.Text;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Verifying;

/// <summary>Which mutant is failed by which graded tests, and the other way round.</summary>
internal sealed class KillMatrix
{
    private readonly List<TrialResult> _results;
    private readonly IReadOnlyList<KitTest> _tests;

    /// <param name="results">Of mutants; several of one mutant count together.</param>
    /// <param name="tests">All graded tests.</param>
    public KillMatrix(IEnumerable<TrialResult> results, IReadOnlyList<KitTest> tests)
    {
        _results = [.. results.Where(result => result.Trial.Kind == TrialKind.Mutant)];
        _tests = tests;
    }

    /// <summary>The tests that fail no mutant and do not say why they are there.</summary>
    /// <param name="judged">The parts that have mutants or should have; tests of worked labs are not among them.</param>
    public IReadOnlyList<KitTest> Idle(IReadOnlySet<string> judged)
    {
        var killing = _results.SelectMany(result => result.Lost).Select(outcome => outcome.Test).ToHashSet(StringComparer.Ordinal);
        return [.. _tests.Where(test => judged.Contains(test.Part) && test.Graded.Reason is null && !killing.Contains(test.Test))];
    }

    /// <summary>A line for each mutant: its part, how many tests of its part fail it, and which.</summary>
    public IReadOnlyList<string> Lines() =>
    [
        .. _results.Where(result => result.IsOfItsPart)
            .OrderBy(result => result.Trial.Part, PartOrder.Comparer).ThenBy(result => result.Trial.Name, StringComparer.Ordinal)
            .Select(result => $"{result.Trial.Part,-6}{result.Trial.Name,-42}{result.Lost.Count(),2} of {result.Outcomes.Count,-4}"
                + string.Join(", ", result.Lost.Select(outcome => Short(outcome.Test)))),
    ];

    /// <summary>The same as a table of a document.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("| part | mutant | the misunderstanding | failed by |\n|---|---|---|---|\n");
        foreach (var result in _results.Where(result => result.IsOfItsPart)
            .OrderBy(result => result.Trial.Part, PartOrder.Comparer).ThenBy(result => result.Trial.Name, StringComparer.Ordinal))
        {
            var tests = string.Join(", ", result.Lost.Select(outcome => $"`{Short(outcome.Test)}`"));
            text.Append($"| {result.Trial.Part} | `{result.Trial.Name}` | {result.Trial.Title} | {tests} |\n".AsSpan());
        }

        return text.ToString();
    }

    /// <summary>Class and method, without the namespace.</summary>
    private static string Short(string test)
    {
        var end = test.IndexOf('(', StringComparison.Ordinal) is >= 0 and var at ? at : test.Length;
        var parts = test[..end].Split('.');
        return string.Join('.', parts[Math.Max(0, parts.Length - 2)..]) + test[end..];
    }
}
