using System.Text;

namespace Course.Staffing.Rehearsing;

/// <summary>Submissions that honest students hand in by mistake: otherwise they are the reference.</summary>
internal sealed class BrokenSubmissions(SolvedTree tree)
{
    /// <summary>The part whose code is broken.</summary>
    public const string Part = "A4.2";

    /// <summary>One of each kind.</summary>
    public IEnumerable<GeneratedSubmission> All()
    {
        yield return Code("no-semicolon", "var rank = 1", "could not be graded with the reference in all other parts");
        yield return Code("no-such-name", "Elect(everyone);", "could not be graded with the reference in all other parts");
        yield return Code("unsafe-code", "unsafe { var rank = 1; *&rank = 2; }", "unsafe");
        var (path, region) = tree.FirstRegion(Part);
        yield return Text("no-markers", path, text => Without(text, line => IsMarker(line, Part)),
            Expectation.Full with { Says = "have to stay" });
        yield return Text(
            "no-end-marker", path, text => Without(text, line => line.Trim() == $"// </{Part}>"),
            Expectation.Full with { Says = "judged in the whole submission only" });
        yield return Text("not-a-text", path, _ => "\0\0", Lost(path, "is no text"));
        yield return Text("crlf", path, text => text.ReplaceLineEndings("\r\n"), Expectation.Full);
        yield return Files("no-file", files => files.Remove(path), Lost(path, $"{path} is missing"));
        yield return Files("given-changed", files =>
        {
            foreach (var given in files.Keys.Where(file => file.StartsWith("Tests/Lab1/", StringComparison.Ordinal)).ToList())
                files[given] = "// All tests pass now."u8.ToArray();
        }, Expectation.Full with { Says = "Changed and ignored" });
        yield return Files("files-added", files => files["FaultTolerance/Mine.cs"] = "this is no code"u8.ToArray(),
            Expectation.Full with { Says = "Added and ignored" });
        yield return new GeneratedSubmission(
            "broken-empty-folder", "broken", new Dictionary<string, byte[]> { ["notes.txt"] = "Sorry."u8.ToArray() }, false,
            Expectation.But(tree.Parts, ExpectedPoints.None, "no tree of the course was found"));
    }

    private GeneratedSubmission Code(string name, string code, string says) =>
        new($"broken-{name}", "broken", tree.With(Part, [code]), false, Expectation.But([Part], ExpectedPoints.None, says));

    private GeneratedSubmission Text(string name, string path, Func<string, string> change, Expectation expected) =>
        Files(name, files => files[path] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(files[path]))), expected);

    private GeneratedSubmission Files(string name, Action<Dictionary<string, byte[]>> change, Expectation expected)
    {
        var files = tree.Of(_ => true);
        change(files);
        return new GeneratedSubmission($"broken-{name}", "broken", files, false, expected);
    }

    /// <summary>A part with another file beside the lost one is no stub as a whole; it loses what the lost one does.</summary>
    private Expectation Lost(string path, string says)
    {
        var parts = tree.Marked[path].Regions.Select(region => region.Part).Distinct();
        return new Expectation(
            parts.ToDictionary(
                part => part,
                part => tree.Marked.Values.Count(file => file.Regions.Any(region => region.Part == part)) == 1
                    ? ExpectedPoints.None
                    : ExpectedPoints.NotAll,
                StringComparer.Ordinal),
            says);
    }

    private static bool IsMarker(string line, string part) =>
        line.TrimStart().StartsWith($"// <{part}>", StringComparison.Ordinal) || line.Trim() == $"// </{part}>";

    private static string Without(string text, Func<string, bool> isDropped) =>
        string.Join('\n', text.Split('\n').Where(line => !isDropped(line)));
}
