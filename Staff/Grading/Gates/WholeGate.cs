using System.Collections.Concurrent;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Splicing;

namespace Course.Staffing.Grading.Gates;

/// <summary>
/// The first gate for a whole submission: every line of its marked files is judged; what the reference's file uses itself may be used
/// there.
/// </summary>
internal sealed class WholeGate(ReferenceTree reference, OverlayCompiler compiler)
{
    private readonly ConcurrentDictionary<string, HashSet<string>> _known = new(StringComparer.Ordinal);

    /// <summary>The refusals.</summary>
    public IReadOnlyList<Refusal> Check(Overlay overlay, IReadOnlyDictionary<string, string> texts)
    {
        var found = new List<Refusal>();
        foreach (var (path, text) in texts.Where(text => reference.Sources.GetValueOrDefault(text.Key) != text.Value))
        {
            var refusals = Of(overlay, path);
            if (refusals.Count == 0) continue;
            var known = _known.GetOrAdd(path, Known);
            found.AddRange(refusals.Where(refusal => !known.Contains(refusal.What)));
        }

        return found;
    }

    private HashSet<string> Known(string path) =>
        reference.Sources.TryGetValue(path, out var text)
            ? [.. Of(compiler.Compile(new Dictionary<string, string> { [path] = text }), path).Select(refusal => refusal.What)]
            : [];

    private List<Refusal> Of(Overlay overlay, string path)
    {
        var parts = reference.Marked.TryGetValue(path, out var file) ? file.Regions.Select(region => region.Part).Distinct() : [];
        string[] mayUse = [.. parts.SelectMany(PartRules.MayUse).Distinct()];
        return [.. overlay.Compilations.Values.SelectMany(
            compilation => ApiGate.Check(compilation, [new StudentLines(path, 1, int.MaxValue)], mayUse))];
    }
}
