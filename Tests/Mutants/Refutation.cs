namespace Course.Tests.Mutants;

/// <summary>How a mutant was refuted, or that it was not.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Symptom">The guarantee that was found broken; null when single events refute it, or nothing.</param>
/// <param name="Words">For the table of docs/mutants.md.</param>
/// <param name="Search">What exhaustive search over whole peers says.</param>
internal sealed record Refutation(Mutant Mutant, string? Symptom, string Words, SearchRefutation Search)
{
    private const int ManagerSchedulesTried = 4000;
    private const int PeerSchedulesTried = 20;

    /// <summary>Left for search: no schedule that was drawn and no test of the managers tells it from the reference.</summary>
    public static string LeftForSearch => "left for search";

    /// <summary>Tries the drivers in turn, cheapest first, within the bounds of the mutant's needs.</summary>
    /// <param name="mutant">What is refuted.</param>
    /// <param name="world">Its world.</param>
    /// <param name="rebuilder">Compiles it once more: a schedule that was found has to hold for that as well.</param>
    public static Refutation Of(Mutant mutant, MutantWorld world, MutantCompiler rebuilder)
    {
        var found = mutant.Needs.Only == MutantScope.WholePeers
            ? BySchedules(mutant, world, typeof(PeerSchedules), PeerSchedulesTried, "whole peers")
            : BySchedules(mutant, world, typeof(ManagerSchedules), ManagerSchedulesTried, "the managers") ?? ByTests(mutant, world);
        found ??= new Refutation(mutant, null, LeftForSearch, SearchRefutation.NotTried);
        return found with { Search = SearchRefutation.Of(mutant, world, rebuilder) };
    }

    /// <summary>What the drivers find wrong with the reference under the same needs; must be empty.</summary>
    public static string OfReference(MutantNeeds needs, MutantWorld reference) =>
        Run(reference, typeof(ManagerSchedules), $"{ManagerSchedulesTried / 10} {needs.Text}")
        + (needs.Only == MutantScope.WholePeers ? Run(reference, typeof(PeerSchedules), $"{PeerSchedulesTried} {needs.Text}") : "");

    private static Refutation? BySchedules(Mutant mutant, MutantWorld world, Type driver, int schedules, string of)
    {
        var found = Run(world, driver, $"{schedules} {mutant.Needs.Text}");
        if (found.Length == 0) return null;
        var symptom = mutant.Symptoms.Append(found.Split(':')[0]).First(word => found.StartsWith(word + ":", StringComparison.Ordinal));
        var last = found[found.LastIndexOf("(schedule ", StringComparison.Ordinal)..].Split(' ');
        var often = Frequency(int.Parse(last[1]));
        return new Refutation(mutant, symptom, $"random schedules of {of}, {often}: {symptom}", SearchRefutation.NotTried);
    }

    private static Refutation? ByTests(Mutant mutant, MutantWorld world)
    {
        var failed = Run(world, typeof(ManagerTests), "");
        if (failed.Length == 0) return null;
        var names = failed.Split('\n').Select(line => line.Split(':')[0]).Distinct().ToList();
        var others = names.Count > 1 ? $" and {names.Count - 1} more" : "";
        return new Refutation(mutant, null, $"tests of the managers: `{names[0]}`{others}", SearchRefutation.NotTried);
    }

    /// <summary>An order of magnitude, so that the table does not change with every draw.</summary>
    private static string Frequency(int first) => first switch
    {
        <= 10 => "often",
        <= 100 => "now and then",
        <= 1000 => "seldom",
        _ => "hardly ever",
    };

    private static string Run(MutantWorld world, Type driver, string argument) =>
        world.Run(driver.Assembly.Location, driver.FullName!, "Run", argument);
}
