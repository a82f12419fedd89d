using System.Collections.Concurrent;

namespace Course.Tests.Mutants;

/// <summary>
/// docs/mutants.md says which mutants there are and what refutes each; here it is tried. Seeded runs at 25 peers refute most of them, those
/// that they do not need search; the number of seeds is 2 here and is raised by COURSE_SEEDS.
/// </summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class MutantTableTests
{
    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("COURSE_SEEDS"), out var seeds) && seeds > 0 ? seeds : 2;

    private readonly MutantWorlds _worlds = new();

    private const string Document = "docs/mutants.md";
    private const string Begin = "<!-- table: begin -->\n";
    private const string End = "<!-- table: end -->";

    [Test]
    public void Table_OfTheDocument_HoldsEachMutantAndWhatRefutesIt()
    {
        var refutations = RefuteAll();
        var bySchedules = refutations.Where(refutation => refutation.Symptom is not null).ToList();

        var path = Path.Combine(Root, Document);
        var before = File.ReadAllText(path);
        var (begin, end) = (before.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, before.IndexOf(End, StringComparison.Ordinal));
        var after = before[..begin] + Table(refutations) + before[end..];
        if (Environment.GetEnvironmentVariable("COURSE_APPROVE") == "1") File.WriteAllText(path, before = after);

        Assert.Multiple(() =>
        {
            Assert.That(
                bySchedules.Where(it => !it.Mutant.Symptoms.Contains(it.Symptom)).Select(it => (it.Mutant, it.Words)),
                Is.Empty, "the patch names another symptom");
            Assert.That(
                bySchedules.Where(it => it.Mutant.Needs.Only is MutantScope.Unit or MutantScope.Uniform).Select(it => it.Mutant),
                Is.Empty, "the patch says that ordinary schedules never show it");
            Assert.That(bySchedules, Has.Count.AtLeast(12), "refuted by schedules");
            Assert.That(
                refutations.Where(it => it.Search.Problem is not null).Select(it => (it.Mutant, it.Search.Problem)),
                Is.Empty, "search refutes each mutant within its needs, in at most 15 lines, the right guarantee first");
            Assert.That(before, Is.EqualTo(after), $"{Document} is not up to date: COURSE_APPROVE=1 dotnet test Tests/Mutants");
        });
    }

    [Test]
    public void Reference_UnderTheNeedsOfEveryMutant_IsNotRefuted()
    {
        var reference = new MutantWorld(CompiledMutant.Reference);

        Assert.Multiple(() =>
        {
            foreach (var needs in Judged.Select(mutant => mutant.Needs).DistinctBy(needs => needs.Text))
            {
                Assert.That(Refutation.OfReference(needs, reference), Is.Empty, needs.Text);
            }
        });
    }

    [Test]
    public void SeededRun_OfTheReference_Holds() =>
        Assert.That(PeerSimulation.Run($"{Seeds} peers=3 window=4 acknowledge-every=2"), Is.Empty);

    [Test]
    public void SeededRun_OfMostMutants_RefutesThem()
    {
        var found = new ConcurrentDictionary<string, string>();
        var mutants = MutantCatalogue.All.Where(mutant => mutant.Needs.Only is MutantScope.Anywhere && mutant.Needs.LeavesAreTold).ToList();
        Parallel.ForEach(mutants, new ParallelOptions { MaxDegreeOfParallelism = 2 }, mutant =>
            found[mutant.Name] = _worlds.Use(mutant, world => world.Run(
                typeof(PeerSimulation).Assembly.Location, typeof(PeerSimulation).FullName!, nameof(PeerSimulation.Run),
                $"{Seeds} {mutant.Needs.Text}")));
        var missed = found.Where(mutant => mutant.Value.Length == 0).Select(mutant => mutant.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var (name, words) in found.OrderBy(mutant => mutant.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{name}: {(words.Length == 0 ? "not refuted" : words)}");
        }

        Assert.That(missed, Has.Count.LessThan(mutants.Count / 2), $"{Seeds} seeds miss {string.Join(", ", missed)}");
    }

    /// <summary>Without those that only the graded tests of a part judge.</summary>
    private static IEnumerable<Mutant> Judged => MutantCatalogue.All.Where(mutant => mutant.Needs.Only != MutantScope.Graded);

    /// <summary>Each mutant is compiled once; those that do not fit the sources any more are named together.</summary>
    private List<Refutation> RefuteAll()
    {
        var rebuilder = new MutantCompiler();
        var found = new ConcurrentBag<Refutation>();
        var problems = new ConcurrentBag<string>();
        Parallel.ForEach(Judged, new ParallelOptions { MaxDegreeOfParallelism = 2 }, mutant =>
        {
            try
            {
                found.Add(_worlds.Use(mutant, world => Refutation.Of(mutant, world, rebuilder)));
            }
            catch (MutantException problem)
            {
                problems.Add(problem.Message);
            }
        });
        Assert.That(problems, Is.Empty);
        return [.. found.OrderBy(refutation => refutation.Mutant.Name, StringComparer.Ordinal)];
    }

    private static string Table(IEnumerable<Refutation> refutations) =>
        "| mutant | the misunderstanding | breaks | needs | source | refuted by | exhaustive search |\n|---|---|---|---|---|---|---|\n"
        + string.Concat(refutations.Select(it =>
            $"| `{it.Mutant.Name}` | {it.Mutant.Title} | {string.Join(", ", it.Mutant.Symptoms)} | {it.Mutant.Needs} | {it.Mutant.Source} "
            + $"| {it.Words} | {it.Search.Words} |\n"));

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Course.sln"))) return folder.FullName;
            }

            throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Course.sln.");
        }
    }
}
