using Course.Staffing.Grading.References;
using Course.Staffing.Regions;

namespace Course.Staffing.Grading.Splicing;

/// <summary>
/// The reference with one part of a submission: its marked files, with the student's lines in the regions of the part, and with the place
/// of the student's own fields and helpers.
/// </summary>
/// <param name="Part">The part's id.</param>
/// <param name="Texts">The changed files, by path.</param>
/// <param name="Lines">The lines of those files that the student wrote, for whoever judges them: path, first and last line.</param>
/// <param name="Missing">Why the part cannot be taken apart; null if it can.</param>
internal sealed record Hybrid(
    string Part, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<StudentLines> Lines, string? Missing)
{
    private const string Own = "own";

    /// <summary>Makes the hybrid of a part.</summary>
    /// <param name="reference">Everything else.</param>
    /// <param name="part">The part's id.</param>
    /// <param name="submitted">The submission's marked files that could be read, by path.</param>
    /// <param name="withOwn">Whether the student's own fields and helpers are taken too.</param>
    public static Hybrid Of(ReferenceTree reference, string part, IReadOnlyDictionary<string, MarkedFile> submitted, bool withOwn)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new List<StudentLines>();
        foreach (var file in reference.Marked.Values.Where(file => file.Regions.Any(region => region.Part == part)))
        {
            if (!submitted.TryGetValue(file.Path, out var student)) return Not(part, $"{file.Path} is missing or cannot be read");
            var (mine, theirs) = (Of(file, part), Of(student, part));
            if (file.IsWhole && theirs.Count == 0)
            {
                // The whole file is the student's, so its markers tell nothing.
                texts[file.Path] = student.Text;
                lines.Add(new StudentLines(file.Path, 1, int.MaxValue));
                continue;
            }

            if (mine.Count != theirs.Count)
            {
                return Not(part, $"{file.Path} has {theirs.Count} regions <{part}> instead of {mine.Count}: "
                    + $"the lines '// <{part}>' and '// </{part}>' have to stay");
            }

            var spliced = Splice(file, student, mine, theirs);
            texts[file.Path] = withOwn ? OwnRegion.Add(spliced, student, Of(student, Own)) : spliced;
            lines.AddRange(StudentLines.In(file.Path, texts[file.Path], part, Own));
        }

        return new Hybrid(part, texts, lines, null);
    }

    /// <summary>Whether all regions of a part are as the handout gave them.</summary>
    public static bool IsStub(ReferenceTree reference, string part, IReadOnlyDictionary<string, MarkedFile> submitted)
    {
        foreach (var file in reference.Marked.Values.Where(file => file.Regions.Any(region => region.Part == part)))
        {
            if (!submitted.TryGetValue(file.Path, out var student)) return false;
            if (file.IsWhole && string.IsNullOrWhiteSpace(student.Text)) continue;
            var (mine, theirs) = (Of(file, part), Of(student, part));
            if (mine.Count != theirs.Count || !mine.Zip(theirs).All(pair => StubText.IsStub(pair.First, pair.Second))) return false;
        }

        return true;
    }

    /// <summary>Where the first region of a part with a body stands in a submission: file and line of its first line of code.</summary>
    public static string PlaceOf(ReferenceTree reference, string part, IReadOnlyDictionary<string, MarkedFile> submitted) =>
        reference.Marked.Values.Where(file => submitted.ContainsKey(file.Path))
            .SelectMany(file => Of(submitted[file.Path], part).Select(region => (file.Path, Region: region)))
            .OrderBy(place => place.Region.Kind == RegionKind.Statements ? 0 : 1)
            .Select(place => $"{place.Path}:{Math.Max(place.Region.FirstLine, place.Region.LastLine - place.Region.Body.Count)}")
            .FirstOrDefault() ?? part;

    private static string Splice(
        MarkedFile reference, MarkedFile student, IReadOnlyList<SolutionRegion> mine, IReadOnlyList<SolutionRegion> theirs)
    {
        var lines = mine.Zip(theirs).ToDictionary(pair => pair.First, pair => student.LinesOf(pair.Second));
        return reference.With(region => lines.GetValueOrDefault(region));
    }

    private static List<SolutionRegion> Of(MarkedFile file, string part) => [.. file.Regions.Where(region => region.Part == part)];

    private static Hybrid Not(string part, string why) => new(part, new Dictionary<string, string>(), [], why);
}
