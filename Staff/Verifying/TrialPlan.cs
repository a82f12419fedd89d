using Course.Assignments;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Handouts;
using Course.Tests.Mutants;

namespace Course.Staffing.Verifying;

/// <summary>All trials of a tree.</summary>
/// <param name="reference">The tree.</param>
/// <param name="kit">Its graded tests.</param>
/// <param name="isFull">Whether right solutions are judged by the tests of all labs, and not only of their own.</param>
internal sealed class TrialPlan(ReferenceTree reference, Kit kit, bool isFull)
{
    private readonly List<Mutant> _mutants = [.. Patches.In(reference.Root, "Patches").Where(mutant => mutant.Part is not null)];
    private readonly HashSet<string> _marked = [.. reference.MarkedParts()];

    /// <summary>The mutants that no part owns: they are judged elsewhere.</summary>
    public IReadOnlyList<string> WithoutPart { get; } =
        [.. Patches.In(reference.Root, "Patches").Where(mutant => mutant.Part is null).Select(mutant => mutant.Name)];

    private IEnumerable<Part> Parts => LabCatalogue.Shared.Parts.Where(part => _marked.Contains(part.Id));

    /// <summary>In the order in which they are reported.</summary>
    public IReadOnlyList<Trial> Trials() =>
    [
        new("all", TrialKind.Reference, null, "the reference", new Dictionary<string, string>(), kit.Tests),
        new("all", TrialKind.Stub, null, "the handout", Stubs(_ => false), [.. kit.Tests.Where(test => _marked.Contains(test.Part))]),
        .. Parts.Select(part => new Trial(
            part.Id, TrialKind.Gap, part.Id, part.Title, Stubs(other => other != part.Id), TestsOf(part.Id))),
        .. Parts.Select(part => new Trial(
            part.Id, TrialKind.Requires, part.Id, part.Title, Stubs(IsNeededFor(part.Id)), VisibleTestsOf(part.Id))),
        .. _mutants.Select(mutant => Of(mutant, TrialKind.Mutant, TestsOf(mutant.Part!))),
        .. Patches.In(reference.Root, "Alternatives").Select(patch => Of(patch, TrialKind.Alternative, TestsNear(patch))),
    ];

    /// <summary>For each part: it and what it requires solved, and all visible tests.</summary>
    public IReadOnlyList<Trial> ExactTrials() =>
        [.. Parts.Select(part => new Trial(
            part.Id, TrialKind.Exact, part.Id, part.Title, Stubs(IsNeededFor(part.Id)), [.. kit.Tests.Where(test => !test.Graded.IsHidden)])
        {
            Green = kit.Tests.Select(test => test.Part).Where(each => !_marked.Contains(each) || IsNeededFor(part.Id)(each)).ToHashSet(),
        })];

    /// <summary>Trials of a test that no mutant of its own part fails: with those of its lab, and of what its part stands on.</summary>
    public IReadOnlyList<Trial> More(KitTest test)
    {
        var near = LabCatalogue.Shared.AllRequired(test.Part);
        return [.. _mutants.Where(mutant => mutant.Part != test.Part && (mutant.Part![1] == test.Part[1] || near.Contains(mutant.Part)))
            .OrderByDescending(mutant => mutant.Part, StringComparer.Ordinal).Select(mutant => Of(mutant, TrialKind.Mutant, [test]))];
    }

    /// <summary>The texts of all marked files, with stubs where a part is not solved. A file that is not there is empty.</summary>
    private Dictionary<string, string> Stubs(Func<string, bool> isSolved) =>
        reference.Marked.Values.Where(file => file.Regions.Any(region => !isSolved(region.Part)))
            .ToDictionary(file => file.Path, file => StubWriter.Write(file, isSolved) ?? "", StringComparer.Ordinal);

    private static Func<string, bool> IsNeededFor(string part)
    {
        var required = LabCatalogue.Shared.AllRequired(part);
        return other => other == part || required.Contains(other);
    }

    private Trial Of(Mutant patch, TrialKind kind, IReadOnlyList<KitTest> tests) =>
        new(patch.Name, kind, patch.Part, patch.Title, Patches.Apply(patch, reference.Sources), tests);

    /// <summary>What students run. Hidden tests run with the reference in all other parts, and may come to any of them.</summary>
    private List<KitTest> VisibleTestsOf(string part) => [.. TestsOf(part).Where(test => !test.Graded.IsHidden)];

    private List<KitTest> TestsNear(Mutant patch) =>
        [.. kit.Tests.Where(test => isFull || patch.Part is null || test.Part[1] == patch.Part[1])];

    private List<KitTest> TestsOf(string part) => [.. kit.Tests.Where(test => test.Part == part)];
}
