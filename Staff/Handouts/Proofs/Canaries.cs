using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Course.Staffing.Regions;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>
/// Words that occur nowhere else, one planted in each region whose solution must not be given: as a comment, in a string and as an
/// identifier. Wherever one comes out, the region came out.
/// </summary>
internal sealed class Canaries
{
    private readonly List<string> _places = [];
    private readonly string _word = "Canary" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>How many are planted.</summary>
    public int Count => _places.Count;

    /// <summary>A copy of the reference with a canary in each region of the parts that are not solved.</summary>
    public ReferenceFiles Plant(ReferenceFiles reference, IReadOnlyList<int> solved)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, content) in reference.Files)
        {
            files[path] = path.EndsWith(".cs", StringComparison.Ordinal) && !path.StartsWith("Tests/", StringComparison.Ordinal)
                ? Encoding.UTF8.GetBytes(PlantIn(MarkedFile.Parse(path, ReferenceFiles.TextOf(content)), solved))
                : content;
        }

        return new ReferenceFiles(reference.Root, files);
    }

    /// <summary>The regions whose canaries a content holds, in either encoding of text.</summary>
    public IEnumerable<string> In(byte[] content)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            var word = encoding.GetBytes(_word);
            for (var at = content.AsSpan().IndexOf(word); at >= 0;)
            {
                var digits = encoding.GetString(content, at + word.Length, Math.Min(8, content.Length - at - word.Length));
                var number = int.TryParse(digits.AsSpan(0, Math.Min(4, digits.Length)), CultureInfo.InvariantCulture, out var read)
                    ? read : -1;
                yield return _places.ElementAtOrDefault(number) ?? "a region";
                var next = content.AsSpan(at + word.Length).IndexOf(word);
                at = next < 0 ? -1 : at + word.Length + next;
            }
        }
    }

    private string PlantIn(MarkedFile file, IReadOnlyList<int> solved) => file.With(region =>
    {
        if (solved.Contains(region.Part[1] - '0')) return null;
        var word = _word + _places.Count.ToString("D4", CultureInfo.InvariantCulture);
        _places.Add($"{file.Path}:{region.FirstLine} ({region.Part})");
        var lines = file.LinesOf(region);
        IEnumerable<string> canary = region.Kind == RegionKind.Statements
            ? [$"// {word}", $"string {word} = \"{word}\";"]
            : [$"// {word}", $"private const string {word} = \"{word}\";"];
        return [.. lines.SkipLast(1), .. canary, lines[^1]];
    });
}
