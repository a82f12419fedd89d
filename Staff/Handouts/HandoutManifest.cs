using System.Text.Json;

namespace Course.Staffing.Handouts;

/// <summary>handout.json: what was given to a student, so that results can name it and an update can tell what the student
/// changed.</summary>
/// <param name="Version">SHA-256 over labs, solved labs, and path and content of every file of the handout, as <see cref="HandoutTree"/>
/// says.</param>
/// <param name="Labs">The labs whose tests are there, beside lab 0.</param>
/// <param name="Solved">The labs whose solutions are there.</param>
/// <param name="Marked">The files that students write in.</param>
/// <param name="Given">All other files.</param>
/// <param name="Earlier">The versions that this tree had before, the oldest first.</param>
/// <param name="Left">Files that are not as in this version, because the student had changed them or must mend them by hand.</param>
internal sealed record HandoutManifest(
    string Version, IReadOnlyList<int> Labs, IReadOnlyList<int> Solved, IReadOnlyList<MarkedPath> Marked, IReadOnlyList<GivenPath> Given,
    IReadOnlyList<string> Earlier, IReadOnlyList<string> Left)
{
    /// <summary>Its name in the root of a tree.</summary>
    public const string FileName = "handout.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>As text, with a line feed at its end.</summary>
    public string Write() => JsonSerializer.Serialize(this, Form) + "\n";

    /// <summary>Reads the manifest of a student's tree. It is not trusted: every path in it stays below the tree.</summary>
    /// <exception cref="StaffException">There is none, or it is none.</exception>
    public static HandoutManifest Read(string tree)
    {
        var path = Path.Combine(tree, FileName);
        if (!File.Exists(path)) throw new StaffException($"{tree} has no {FileName}: it is not the root of a handout. Name that folder.");
        try
        {
            var manifest = JsonSerializer.Deserialize<HandoutManifest>(File.ReadAllText(path), Form)
                ?? throw new StaffException($"{path} is empty: take it from the handout that this tree was made of.");
            var paths = manifest.Given.Select(given => given.Path).Concat(manifest.Marked.Select(marked => marked.Path)).ToList();
            if (paths.Find(named => !IsInside(named)) is { } bad)
            {
                throw new StaffException($"{path} names '{bad}', which is no path inside the tree: take it from the handout.");
            }

            if (paths.GroupBy(named => named, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                throw new StaffException($"{path} names '{twice.Key}' twice: take it from the handout that this tree was made of.");
            }

            if (manifest.Labs.Concat(manifest.Solved).Any(lab => lab is < 1 or > LabNumbers.Highest))
            {
                throw new StaffException($"{path} names labs that do not exist: take it from the handout that this tree was made of.");
            }

            return manifest;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StaffException($"{path} cannot be read: {e.Message} Take it from the handout that this tree was made of.");
        }
    }

    private static bool IsInside(string? path) =>
        !string.IsNullOrWhiteSpace(path) && path.IndexOfAny(['\\', ':', '\0']) < 0
        && path.Split('/').All(part => part is not ("" or "." or "..") && !part.Equals(".git", StringComparison.OrdinalIgnoreCase));
}
