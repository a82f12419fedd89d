namespace Course.Staffing.Rehearsing;

/// <summary>An attack: code for a region, kept as text in Tests/Staff/Hostile, where each is also tried alone.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="IsRefused">Whether the list of allowed API stops it; else it runs.</param>
/// <param name="Lines">The code.</param>
internal sealed record HostileCode(string Name, bool IsRefused, IReadOnlyList<string> Lines)
{
    /// <summary>All of them, in the order of their names.</summary>
    /// <param name="root">The tree; also what is attacked where a text says ROOT.</param>
    /// <param name="results">The folder that is attacked where a text says OUT.</param>
    public static IReadOnlyList<HostileCode> In(string root, string results)
    {
        var folder = Path.Combine(root, "Tests", "Staff", "Hostile");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(file => Read(file, root, results))];
    }

    private static HostileCode Read(string file, string root, string results)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n").Replace("ROOT", root, StringComparison.Ordinal)
            .Replace("OUT", results, StringComparison.Ordinal);
        var halves = text.Split("\n---\n", 2);
        if (halves.Length != 2) throw new StaffException($"{file} has no line '---' between what is said of the code and the code.");
        return new HostileCode(
            Path.GetFileNameWithoutExtension(file), !halves[0].Contains("gate: passes", StringComparison.Ordinal),
            halves[1].TrimEnd('\n').Split('\n'));
    }
}
