using Course.Assignments;

namespace Course.Commands.Labs;

/// <summary>Which steps of which ladders of hints are unlocked: one more each time that a part fails in the same way after a change.</summary>
internal sealed class HintBook
{
    private const int Version = 1;
    private readonly string _file;
    private readonly Dictionary<string, Rung> _rungs;

    private HintBook(string file, Dictionary<string, Rung> rungs) => (_file, _rungs) = (file, rungs);

    /// <summary>Reads what is remembered.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="note">One line for the student if the file is damaged; else null.</param>
    public static HintBook Read(CourseTree tree, out string? note)
    {
        var file = Path.Combine(tree.Memory, "hints.json");
        var written = MemoryFile.Read<Written>(file, whole => whole.Ladders.Values.All(rung => rung is not null), out note);
        return new HintBook(file, written is { Version: Version } ? written.Ladders.ToDictionary() : []);
    }

    /// <summary>A part failed: the steps that are unlocked now.</summary>
    /// <param name="part">The part.</param>
    /// <param name="way">In which way it failed.</param>
    /// <param name="hash">Of its files: a failure of the same files is the same try.</param>
    /// <returns>The steps so far, and how many there are in all; none if the part has no ladder for this.</returns>
    public (IReadOnlyList<string> Steps, int All) Fail(Part part, FailureWay way, string hash)
    {
        if (LadderFor(part, way) is not { } ladder) return ([], 0);
        var key = $"{part.Id}, {ladder.On}, {ladder.Phase}";
        var before = _rungs.GetValueOrDefault(key) ?? new Rung(0, "");
        var steps = Math.Clamp(before.Hash == hash ? before.Steps : before.Steps + 1, 1, ladder.Steps.Count);
        _rungs[key] = new Rung(steps, hash);
        return ([.. ladder.Steps.Take(steps)], ladder.Steps.Count);
    }

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public void Write() => MemoryFile.Write(_file, new Written(Version, _rungs));

    /// <summary>The ladder that is bound to this way most closely: by guarantee before "any", by phase before any phase.</summary>
    internal static Hint? LadderFor(Part part, FailureWay way) =>
        part.Hints.Where(hint => (hint.On == way.On || hint.On == FailureWay.AnyWay)
                && (hint.Phase == way.Phase || hint.Phase == FailureWay.AnyWay))
            .OrderByDescending(hint => hint.On == way.On).ThenByDescending(hint => hint.Phase == way.Phase).FirstOrDefault();

    private sealed record Rung(int Steps, string Hash);

    private sealed record Written(int Version, IReadOnlyDictionary<string, Rung> Ladders);
}
