using System.Globalization;
using Course.Staffing.Grading.References;
using Course.Staffing.Handouts;

namespace Course.Staffing.Rehearsing;

/// <summary>Makes a class with known grades of a reference tree. Equal trees, sizes and seeds give equal classes.</summary>
internal sealed class ClassMaker(ReferenceTree reference, string results)
{
    /// <summary>The submissions.</summary>
    /// <param name="count">How many; of each kind at least one if there are enough, and mutants for what is left.</param>
    /// <param name="seed">Which of each kind, if not all of it is taken.</param>
    /// <exception cref="StaffException">The tree has no tests, or not so many can be made of it.</exception>
    public IReadOnlyList<GeneratedSubmission> Make(int count, int seed)
    {
        var staff = ReferenceFiles.Open(reference.Root);
        var labs = reference.MarkedParts().Select(part => part[1] - '0').Distinct().ToList();
        var handout = HandoutMaker.Make(staff, labs, []);
        var given = new Dictionary<string, byte[]>(handout.Files, StringComparer.Ordinal)
        {
            [HandoutManifest.FileName] = System.Text.Encoding.UTF8.GetBytes(handout.Manifest().Write()),
        };
        var tree = new SolvedTree(reference, given);
        return Choose(
            [
                [.. Whole(tree, labs)],
                [.. Hostile(tree)],
                [.. new BrokenSubmissions(tree).All()],
                [.. PatchedSubmissions.Alternatives(tree, reference.Root, reference.Sources)],
                [.. PatchedSubmissions.Mutants(tree, reference.Root, reference.Sources)],
            ],
            count,
            seed);
    }

    /// <summary>Takes from the groups in turn until there are enough, and orders by name.</summary>
    internal static IReadOnlyList<GeneratedSubmission> Choose(IReadOnlyList<IReadOnlyList<GeneratedSubmission>> groups, int count, int seed)
    {
        var most = groups.Sum(group => group.Count);
        if (count < 1 || count > most) throw new StaffException($"--count {count} is out of range: 1 to {most} can be made of this tree.");
        var random = new Random(seed);
        var open = groups.Select((group, number) => new Queue<GeneratedSubmission>(number == 0 ? group : Shuffled(group, random))).ToList();
        var chosen = new List<GeneratedSubmission>();
        for (var turn = 0; chosen.Count < count; turn++)
        {
            if (open[turn % open.Count].TryDequeue(out var next)) chosen.Add(next);
        }

        return [.. chosen.OrderBy(submission => submission.Name, StringComparer.Ordinal)];
    }

    private static GeneratedSubmission[] Shuffled(IReadOnlyList<GeneratedSubmission> group, Random random)
    {
        var all = group.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static IEnumerable<GeneratedSubmission> Whole(SolvedTree tree, List<int> labs)
    {
        yield return new GeneratedSubmission("reference", "reference", tree.Of(_ => true), false, Expectation.Full);
        yield return new GeneratedSubmission(
            "stub", "stub", tree.Of(_ => false), false, Expectation.But(tree.Parts, ExpectedPoints.None, "not started"));
        // Hardly a part of these is the reference's code, as hardly a part of a real student's is.
        for (var number = 1; number <= 3; number++)
        {
            var line = string.Concat(Enumerable.Repeat(";", number));
            yield return new GeneratedSubmission(
                string.Create(CultureInfo.InvariantCulture, $"reworded-{number}"), "reworded", tree.Reworded(line), number == 2,
                Expectation.Full);
        }

        foreach (var lab in labs.SkipLast(1))
        {
            yield return new GeneratedSubmission(
                string.Create(CultureInfo.InvariantCulture, $"labs-to-{lab}"), "partly", tree.Of(part => part[1] - '0' <= lab),
                lab % 2 == 0,
                Expectation.But(tree.Parts.Where(part => part[1] - '0' > lab), ExpectedPoints.None, "not started"));
        }
    }

    private IEnumerable<GeneratedSubmission> Hostile(SolvedTree tree)
    {
        foreach (var (number, code) in HostileCode.In(reference.Root, results).Index())
        {
            // What runs may lose some tests of its part only; what is refused loses all.
            var expected = code.IsRefused
                ? Expectation.But([BrokenSubmissions.Part], ExpectedPoints.None, "was not run")
                : Expectation.But([BrokenSubmissions.Part], ExpectedPoints.NotAll);
            yield return new GeneratedSubmission(
                $"hostile-{code.Name}", "hostile", tree.With(BrokenSubmissions.Part, code.Lines), number % 2 == 1, expected);
        }
    }
}
