using System.Text;
using Course.Staffing.Grading.References;
using Course.Staffing.Handouts;
using Course.Staffing.Regions;

namespace Course.Staffing.Rehearsing;

/// <summary>
/// Trees as students hand them in: the handout, with code between its markers. Constant; any thread.
/// </summary>
internal sealed class SolvedTree
{
    private readonly ReferenceTree _reference;
    private readonly IReadOnlyDictionary<string, byte[]> _given;
    private readonly Dictionary<string, MarkedFile?> _stubs;

    /// <param name="reference">Whose solutions are written.</param>
    /// <param name="given">The files of the handout of all labs, handout.json among them.</param>
    public SolvedTree(ReferenceTree reference, IReadOnlyDictionary<string, byte[]> given)
    {
        _reference = reference;
        _given = given;
        _stubs = reference.Marked.Values.ToDictionary(
            file => file.Path,
            file => StubWriter.Write(file, _ => false) is { } text ? MarkedFile.Parse(file.Path, text) : null,
            StringComparer.Ordinal);
    }

    /// <summary>The parts that students write, in the order of the labs.</summary>
    public IReadOnlyList<string> Parts => _reference.MarkedParts();

    /// <summary>The reference's marked files, by path.</summary>
    public IReadOnlyDictionary<string, MarkedFile> Marked => _reference.Marked;

    /// <summary>A tree with solutions in some parts.</summary>
    /// <param name="isSolved">Which parts; the others are as the handout gives them.</param>
    public Dictionary<string, byte[]> Of(Func<string, bool> isSolved) =>
        Of((_, region, _) => isSolved(region.Part) ? region.Body : null);

    /// <summary>A tree with other solutions in the place of some files of the reference.</summary>
    /// <param name="changed">Files of the reference with changes inside of regions, by path.</param>
    public Dictionary<string, byte[]> With(IReadOnlyDictionary<string, MarkedFile> changed) =>
        Of((path, region, number) => changed.TryGetValue(path, out var file) ? file.Regions[number].Body : region.Body);

    /// <summary>A tree with other code in a region.</summary>
    /// <param name="part">The part.</param>
    /// <param name="body">The code in its first region inside of a member; all else is the reference's.</param>
    public Dictionary<string, byte[]> With(string part, IReadOnlyList<string> body)
    {
        var (path, region) = FirstRegion(part);
        return Of((file, each, _) => file == path && each == region ? body : each.Body);
    }

    /// <summary>A tree in which each region inside of a member has one more line of code before the reference's.</summary>
    public Dictionary<string, byte[]> Reworded(string line) =>
        Of((_, region, _) => region.Kind == RegionKind.Statements ? [line, .. region.Body] : region.Body);

    /// <summary>The first region of a part inside of a member, and its file.</summary>
    public (string Path, SolutionRegion Region) FirstRegion(string part) =>
        Marked.Values.SelectMany(file => file.Regions.Select(region => (file.Path, region)))
            .First(place => place.region.Part == part && place.region.Kind == RegionKind.Statements);

    /// <summary>The text of a file as a student has it.</summary>
    public string TextOf(string path, Func<SolutionRegion, int, IReadOnlyList<string>?> bodyOf)
    {
        var reference = Marked[path];
        if (_stubs[path] is not { } stub || reference.IsWhole)
            return bodyOf(reference.Regions[0], 0) is { } whole ? string.Join('\n', whole) : _stubs[path]?.Text ?? "";
        var bodies = stub.Regions.Where(region => region.Part != "own")
            .Zip(reference.Regions.Select((region, number) => bodyOf(region, number)))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        return stub.With(region =>
        {
            if (bodies.GetValueOrDefault(region) is not { } body) return null;
            var lines = stub.LinesOf(region);
            return [.. lines.Take(lines.Count - 1 - region.Body.Count), .. body, lines[^1]];
        });
    }

    private Dictionary<string, byte[]> Of(Func<string, SolutionRegion, int, IReadOnlyList<string>?> bodyOf)
    {
        var files = new Dictionary<string, byte[]>(_given, StringComparer.Ordinal);
        foreach (var path in Marked.Keys)
        {
            var text = TextOf(path, (region, number) => bodyOf(path, region, number));
            if (text.Length > 0) files[path] = Encoding.UTF8.GetBytes(text);
        }

        return files;
    }
}
