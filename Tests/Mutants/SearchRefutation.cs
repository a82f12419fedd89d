using Course.Simulation.Exploring;

namespace Course.Tests.Mutants;

/// <summary>What exhaustive search over whole peers found of a mutant.</summary>
/// <param name="Words">For the table of docs/mutants.md.</param>
/// <param name="Problem">What is wrong with the refutation; null if nothing is, or if search need not refute the mutant.</param>
internal sealed record SearchRefutation(string Words, string? Problem)
{
    public static SearchRefutation NotTried { get; } = new("not tried", null);

    /// <summary>Searches within the mutant's needs.</summary>
    public static SearchRefutation Of(Mutant mutant, MutantWorld world)
    {
        if (!mutant.Needs.LeavesAreTold) return new SearchRefutation("not applicable: whole peers tell of leaves", null);
        if (mutant.Needs.Only is MutantScope.Unit) return new SearchRefutation("not applicable: never happens end to end", null);
        var more = mutant.Needs.Only is MutantScope.Uniform ? "|uniform" : "";
        var told = world.Run(
            typeof(PeerExploration).Assembly.Location, typeof(PeerExploration).FullName!, nameof(PeerExploration.Run), mutant.Needs.Text + more);
        var lines = told.Split('\n');
        if (!lines[0].StartsWith("violated", StringComparison.Ordinal)) return new SearchRefutation("**not refuted**", told);
        var guarantee = lines[1].Split(':')[0];
        var words = $"{guarantee}, {lines[0].Split(' ')[1]} steps";
        if (lines.Length - 1 > StoryTeller.MaximumLines) return new SearchRefutation(words, $"the story has {lines.Length - 1} lines");
        return new SearchRefutation(words, IsNamed(mutant, guarantee) ? null : $"the patch names {string.Join(", ", mutant.Symptoms)}: {told}");
    }

    /// <summary>A hang shows in a search as somebody who still waits when nothing is under way.</summary>
    private static bool IsNamed(Mutant mutant, string guarantee) =>
        mutant.Symptoms.Contains(guarantee)
        || (guarantee is "quiet" or "synchronization ends" && mutant.Symptoms.Contains(Mutant.Hang))
        || (guarantee == "no fault" && mutant.Symptoms.Contains(Mutant.ProtocolViolation));
}
