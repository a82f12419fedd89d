using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>What came of the last run of each part, over all labs: the points so far.</summary>
internal sealed class LabResults
{
    private const int Version = 1;
    private readonly CourseTree _tree;
    private readonly Dictionary<string, IReadOnlyList<TestOutcome>> _parts;

    private LabResults(CourseTree tree, Dictionary<string, IReadOnlyList<TestOutcome>> parts) => (_tree, _parts) = (tree, parts);

    /// <summary>By part.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TestOutcome>> Parts => _parts;

    public double Earned => _parts.Values.Sum(outcomes => outcomes.Sum(outcome => outcome.Earned));

    public double Points => _parts.Values.Sum(outcomes => outcomes.Sum(outcome => outcome.Points));

    private static string FileOf(CourseTree tree) => Path.Combine(tree.Memory, "results.json");

    /// <summary>Reads what is remembered; results of another version of the handout or of the file count no more.</summary>
    public static LabResults Read(CourseTree tree, out string? note)
    {
        var written = MemoryFile.Read<Written>(FileOf(tree), IsWhole, out note);
        if (written is null) return new LabResults(tree, []);
        if (written.Version == Version && written.Handout == tree.Handout)
            return new LabResults(tree, written.Parts.ToDictionary(part => part.Key, part => part.Value));
        note = $"note: {FileOf(tree)} is of another version of the handout and is begun afresh";
        return new LabResults(tree, []);
    }

    /// <summary>The outcomes of a part take the place of those that it had.</summary>
    public void Take(string part, IEnumerable<TestOutcome> outcomes) =>
        _parts[part] = [.. outcomes.Select(outcome => outcome with { Output = "" })];

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public void Write() => MemoryFile.Write(FileOf(_tree), new Written(Version, _tree.Handout, _parts));

    private static bool IsWhole(Written written) =>
        written.Parts.Values.All(outcomes => outcomes is not null && outcomes.All(outcome => outcome is not null));

    private sealed record Written(int Version, string Handout, IReadOnlyDictionary<string, IReadOnlyList<TestOutcome>> Parts);
}
