using System.Text;
using System.Text.Json;
using Course.Assignments;
using Course.Staffing.Handouts;
using Course.Staffing.Regions;
using ReferenceTree = Course.Staffing.Grading.References.ReferenceTree;

namespace Course.Staffing.Grading.Submissions;

/// <summary>Reads what counts of a submission, and says what else was changed. Nothing in it is trusted. Any thread.</summary>
internal sealed class SubmissionReader(ReferenceTree reference)
{
    /// <summary>The largest marked file, in bytes.</summary>
    public const int LargestFile = 512 << 10;

    private const int LargestManifest = 4 << 20;
    private const int MostNames = 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private readonly HashSet<string> _paths = [.. reference.Marked.Keys];

    /// <summary>Reads a folder or zip.</summary>
    /// <exception cref="StaffException">It cannot be read, or holds no tree of the course.</exception>
    public Submission Read(string student, string path)
    {
        using var tree = SubmittedTree.Open(path);
        if (RootOf(tree) is not { } root)
        {
            var notes = tree.Notes.Count > 0 ? " " + string.Join(' ', tree.Notes) : "";
            throw new StaffException(
                $"{student}: no tree of the course was found: neither {HandoutManifest.FileName} nor a file such as "
                + $"{_paths.Order(StringComparer.Ordinal).FirstOrDefault()}.{notes}");
        }

        var manifest = ManifestOf(tree, root);
        var labs = manifest?.Labs ?? [];
        var said = new List<string>(tree.Notes);
        if (root.Length > 0) said.Add($"The tree was found in {root.TrimEnd('/')}.");
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var marked = new Dictionary<string, MarkedFile>(StringComparer.Ordinal);
        foreach (var file in reference.Marked.Values)
        {
            var text = TextOf(tree, root + file.Path, file, labs, said);
            if (text is null) continue;
            texts[file.Path] = text;
            if (Parse(file.Path, text, said) is { } parsed) marked[file.Path] = parsed;
        }

        if (manifest is not null) said.AddRange(Changes(tree, root, manifest));
        return new Submission(student, manifest?.Version ?? "", labs, texts, marked, said);
    }

    /// <summary>
    /// The folder nearest to the top that has a handout's list, else one that a marked file lies in; with a slash at its end.
    /// </summary>
    private string? RootOf(SubmittedTree tree)
    {
        static string? Nearest(IEnumerable<string> roots) =>
            roots.OrderBy(root => root.Count(letter => letter == '/')).ThenBy(root => root, StringComparer.Ordinal).FirstOrDefault();
        return Nearest(tree.Files.Keys.Select(file => Before(file, HandoutManifest.FileName)).OfType<string>())
            ?? Nearest(tree.Files.Keys.SelectMany(file => _paths.Select(path => Before(file, path))).OfType<string>());
    }

    private static string? Before(string file, string path) =>
        file == path ? "" : file.EndsWith("/" + path, StringComparison.Ordinal) ? file[..^path.Length] : null;

    private static HandoutManifest? ManifestOf(SubmittedTree tree, string root)
    {
        if (!tree.Files.TryGetValue(root + HandoutManifest.FileName, out var file)) return null;
        try
        {
            var manifest = file.Read(LargestManifest) is { } bytes ? JsonSerializer.Deserialize<HandoutManifest>(bytes, Form) : null;
            return manifest is { Version: not null, Labs: not null, Given: not null } ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(SubmittedTree tree, string path, MarkedFile file, IReadOnlyList<int> labs, List<string> said)
    {
        if (!tree.Files.TryGetValue(path, out var submitted))
        {
            var isGivenOut = labs.Count == 0
                || file.Regions.Any(region => LabCatalogue.Shared.Find(region.Part) is not { } part || labs.Contains(part.Lab));
            // The tree of a handout of some labs lacks files of others: there the reference's stand.
            if (!isGivenOut) return null;
            if (!file.IsWhole) said.Add($"{file.Path} is missing: its parts count as not started.");
            return Stub(file);
        }

        var bytes = submitted.Read(LargestFile);
        var problem = bytes is null ? $"it has more than {LargestFile >> 10} KiB" : null;
        if (bytes is not null)
        {
            try
            {
                var text = Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
                if (!text.Contains('\0', StringComparison.Ordinal)) return text.ReplaceLineEndings("\n");
                problem = "it is no text";
            }
            catch (DecoderFallbackException)
            {
                problem = "it is not UTF-8: save it in that encoding";
            }
        }

        said.Add($"{file.Path} cannot be read: {problem}. Its parts count as not started.");
        return Stub(file);
    }

    /// <summary>What the handout gave; a file that students make themselves is empty.</summary>
    private static string Stub(MarkedFile file) => StubWriter.Write(file, _ => false) ?? "";

    private static MarkedFile? Parse(string path, string text, List<string> said)
    {
        try
        {
            return MarkedFile.Parse(path, text);
        }
        catch (StaffException e)
        {
            said.Add($"{e.Message} Its parts are judged in the whole submission only.");
            return null;
        }
    }

    /// <summary>What of the given files is not as the handout gave it.</summary>
    private static IEnumerable<string> Changes(SubmittedTree tree, string root, HandoutManifest manifest)
    {
        var (changed, missing) = (new List<string>(), new List<string>());
        foreach (var given in manifest.Given.Where(given => given?.Path is not null))
        {
            if (!tree.Files.TryGetValue(root + given.Path, out var file)) missing.Add(given.Path);
            else if (file.Read(LargestManifest) is not { } bytes || HandoutTree.Hash(bytes) != given.Sha256) changed.Add(given.Path);
        }

        var known = manifest.Given.Select(given => given?.Path).Concat(manifest.Marked.Select(marked => marked?.Path)).ToHashSet();
        var added = tree.Files.Keys
            .Where(file => file.StartsWith(root, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => file[root.Length..]).Where(path => !known.Contains(path)).ToList();
        if (changed.Count > 0) yield return $"Changed and ignored, only marked files count: {Names(changed)}.";
        if (added.Count > 0) yield return $"Added and ignored, only marked files count: {Names(added)}.";
        if (missing.Count > 0) yield return $"Removed; the given files were used: {Names(missing)}.";
    }

    private static string Names(List<string> paths) =>
        string.Join(", ", paths.Order(StringComparer.Ordinal).Take(MostNames))
            + (paths.Count > MostNames ? $" and {paths.Count - MostNames} more" : "");
}
