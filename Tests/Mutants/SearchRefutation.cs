using Course.Simulation.Exploring;

namespace Course.Tests.Mutants;

/// <summary>What exhaustive search over whole peers found of a mutant.</summary>
/// <param name="Words">For the table of docs/mutants.md.</param>
/// <param name="Problem">What is wrong with the refutation; null if nothing is, or if search need not refute the mutant.</param>
internal sealed record SearchRefutation(string Words, string? Problem)
{
    public static SearchRefutation NotTried { get; } = new("not tried", null);

    /// <summary>Mutants whose symptom nobody can see from outside of whole peers, and why.</summary>
    private static readonly Dictionary<string, string> Unseen = new(StringComparer.Ordinal)
    {
        ["excluded-goes-on"] = "the transport's farewell ends the excluded peer as well",
        ["leave-not-told"] = "the transport's farewell ends the excluded peer, and its end is seen by all",
        ["receivers-do-not-follow-leaves"] = "what is left behind is seen inside the manager only",
        ["relay-passed-on"] = "shows at the replica alone; schedules of whole peers look there",
    };

    /// <summary>Searches within the mutant's needs.</summary>
    public static SearchRefutation Of(Mutant mutant, MutantWorld world, MutantCompiler rebuilder)
    {
        if (!mutant.Needs.LeavesAreTold) return new SearchRefutation("not applicable: whole peers tell of leaves", null);
        if (Unseen.TryGetValue(mutant.Name, out var why)) return new SearchRefutation($"not applicable: {why}", null);
        if (mutant.Needs.Only is MutantScope.Unit) return new SearchRefutation("not applicable: never happens end to end", null);
        var more = mutant.Needs.Only is MutantScope.Uniform ? "|uniform" : "";
        var told = world.Run(
            typeof(PeerExploration).Assembly.Location,
            typeof(PeerExploration).FullName!,
            nameof(PeerExploration.Run),
            mutant.Needs.Text + more);
        var lines = told.Split('\n');
        if (!lines[0].StartsWith("violated", StringComparison.Ordinal)) return new SearchRefutation("**not refuted**", told);
        var guarantee = lines[1].Split(':')[0];
        var words = $"{guarantee}, {lines[0].Split(' ')[1]} steps";
        if (lines.Length - 1 > StoryTeller.MaximumLines) return new SearchRefutation(words, $"the story has {lines.Length - 1} lines");
        var problem = IsNamed(mutant, guarantee) ? null : $"the patch names {string.Join(", ", mutant.Symptoms)}: {told}";
        return new SearchRefutation(words, problem ?? ReplayProblem(mutant, lines, rebuilder));
    }

    /// <summary>The printed token, played by code that was compiled once more, tells the same story.</summary>
    private static string? ReplayProblem(Mutant mutant, string[] found, MutantCompiler rebuilder)
    {
        var rebuilt = new MutantWorld(rebuilder.Compile(mutant));
        var story = rebuilt.Run(
            typeof(PeerReplay).Assembly.Location, typeof(PeerReplay).FullName!, nameof(PeerReplay.Run), found[0].Split(' ')[2]);
        return story.Split('\n').SequenceEqual(found.Skip(1)) ? null : $"replayed after a rebuild it tells another story: {story}";
    }

    /// <summary>A hang shows in a search as somebody who still waits when nothing is under way.</summary>
    private static bool IsNamed(Mutant mutant, string guarantee) =>
        mutant.Symptoms.Contains(guarantee)
        || (guarantee is "quiet" or "synchronization ends" && mutant.Symptoms.Contains(Mutant.Hang))
        || (guarantee == "no fault" && mutant.Symptoms.Contains(Mutant.ProtocolViolation));
}
