using Course.Staffing.Regions;

namespace Course.Staffing.Grading.Splicing;

/// <summary>Lines of a file that a student wrote.</summary>
/// <param name="Path">The file.</param>
/// <param name="First">The first, from 1.</param>
/// <param name="Last">The last.</param>
internal sealed record StudentLines(string Path, int First, int Last)
{
    /// <summary>The regions of some parts in a file.</summary>
    public static IEnumerable<StudentLines> In(string path, string text, params string[] parts) =>
        MarkedFile.Parse(path, text).Regions.Where(region => parts.Contains(region.Part))
            .Select(region => new StudentLines(path, region.FirstLine, region.LastLine));
}
