using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Course.Commands.Labs;

/// <summary>Where the parts are in the sources of a tree: the files with their markers, and the gaps that are left.</summary>
internal sealed partial class MarkedSources
{
    private static readonly HashSet<string> Others = ["bin", "obj", "Tests", "node_modules"];
    private readonly List<(string Part, string File, int Line)> _regions = [];
    private readonly List<(string Part, string File, int Line)> _gaps = [];
    private readonly CourseTree _tree;

    private MarkedSources(CourseTree tree) => _tree = tree;

    /// <summary>Reads the sources of a tree. A file that cannot be read has no parts.</summary>
    public static MarkedSources In(CourseTree tree)
    {
        var sources = new MarkedSources(tree);
        foreach (var file in Files(tree.Root).Order(StringComparer.Ordinal)) sources.Look(file);
        return sources;
    }

    /// <summary>The place of a part's first gap; of its first region if no gap is left; null if nothing bears its markers.</summary>
    public string? PlaceOf(string part) => _gaps.Concat(_regions).Where(place => place.Part == part)
        .Select(place => $"{_tree.Relative(place.File)}:{place.Line}").FirstOrDefault();

    /// <summary>Changes whenever a file with regions of the part changes.</summary>
    public string HashOf(string part)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in _regions.Where(region => region.Part == part).Select(region => region.File).Distinct())
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs").Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !Others.Contains(Path.GetFileName(child)) && !Path.GetFileName(child).StartsWith('.'))
            .SelectMany(Files));

    private void Look(string file)
    {
        var number = 0;
        foreach (var line in Lines(file))
        {
            number++;
            if (Region().Match(line) is { Success: true } region) _regions.Add((region.Groups["part"].Value, file, number));
            else if (GapLine().Match(line) is { Success: true } gap) _gaps.Add((gap.Groups["part"].Value, file, number));
        }
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"^\s*// <(?<part>A\d\.\d+)( file)?>")]
    private static partial Regex Region();

    [GeneratedRegex(@"^(?!\s*//).*throw new NotImplementedException\(""(?<part>A\d\.\d+) ")]
    private static partial Regex GapLine();
}
