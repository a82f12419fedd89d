using System.Security.Cryptography;
using System.Text;

namespace Course.Staffing.Handouts;

/// <summary>A student's tree in memory. Constant; any thread.</summary>
/// <param name="Files">By path, in ordinal order, without handout.json.</param>
/// <param name="Marked">The files that students write in.</param>
/// <param name="Labs">The labs whose tests are there, beside lab 0.</param>
/// <param name="Solved">The labs whose solutions are there.</param>
internal sealed record HandoutTree(
    IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<MarkedPath> Marked, IReadOnlyList<int> Labs, IReadOnlyList<int> Solved)
{
    /// <summary>Equal for equal handouts: a file changed, added or removed gives another.</summary>
    public string Version
    {
        get
        {
            var text = new StringBuilder($"labs {string.Join(',', Labs)}\nsolved {string.Join(',', Solved)}\n");
            foreach (var (path, content) in Files) text.Append($"{path}\0{Hash(content)}\n");
            return Hash(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    /// <summary>What handout.json says of it.</summary>
    public HandoutManifest Manifest()
    {
        var marked = Marked.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var given = Files.Where(file => !marked.Contains(file.Key)).Select(file => new GivenPath(file.Key, Hash(file.Value)));
        return new HandoutManifest(Version, Labs, Solved, Marked, [.. given], [], []);
    }

    /// <summary>Writes it to an empty or missing folder, handout.json included.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, content) in Files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }

        File.WriteAllText(Path.Combine(folder, HandoutManifest.FileName), Manifest().Write());
    }

    /// <summary>SHA-256 of a content; text counts as if it had LF, since a checkout may have changed its line ends.</summary>
    public static string Hash(byte[] content)
    {
        var isPlain = !ReferenceFiles.IsText(content) || !content.AsSpan().Contains((byte)'\r');
        return Convert.ToHexStringLower(SHA256.HashData(isPlain ? content : Encoding.UTF8.GetBytes(ReferenceFiles.TextOf(content))));
    }
}
