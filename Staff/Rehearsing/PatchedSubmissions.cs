using Course.Staffing.Handouts;
using Course.Staffing.Regions;
using Course.Staffing.Verifying;
using Course.Tests.Mutants;

namespace Course.Staffing.Rehearsing;

/// <summary>Submissions of patches: known wrong solutions, and right ones that are written otherwise.</summary>
internal static class PatchedSubmissions
{
    /// <summary>
    /// Mutants that change regions of their own part and nothing else: that part loses points, all others keep theirs. What a patch
    /// changes elsewhere a student could not have changed, so such mutants are left out.
    /// </summary>
    public static IEnumerable<GeneratedSubmission> Mutants(SolvedTree tree, string root, IReadOnlyDictionary<string, string> sources) =>
        Of(tree, root, sources, "Patches", (name, files, patch, parts) => patch.Part is { } part && parts.All(each => each == part)
            ? new GeneratedSubmission(name, "mutant", files, false, Expectation.But([part], ExpectedPoints.NotAll))
            : null);

    /// <summary>Right solutions that change nothing outside of regions.</summary>
    public static IEnumerable<GeneratedSubmission> Alternatives(
        SolvedTree tree, string root, IReadOnlyDictionary<string, string> sources) =>
        Of(tree, root, sources, "Alternatives", (name, files, _, _) =>
            new GeneratedSubmission(name, "alternative", files, false, Expectation.Full));

    private static IEnumerable<GeneratedSubmission> Of(
        SolvedTree tree, string root, IReadOnlyDictionary<string, string> sources, string folder,
        Func<string, IReadOnlyDictionary<string, byte[]>, Mutant, IReadOnlySet<string>, GeneratedSubmission?> make)
    {
        foreach (var patch in Patches.In(root, folder))
        {
            if (patch.Edits.Any(edit => !tree.Marked.ContainsKey(edit.File))) continue;
            var changed = Patches.Apply(patch, sources).ToDictionary(
                text => text.Key, text => MarkedFile.Parse(text.Key, text.Value), StringComparer.Ordinal);
            if (changed.Values.Any(file => !IsInsideRegions(tree.Marked[file.Path], file))) continue;
            var name = $"{(folder == "Patches" ? "mutant" : "right")}-{patch.Name}";
            if (make(name, tree.With(changed), patch, ChangedParts(tree, changed)) is { } submission) yield return submission;
        }
    }

    private static bool IsInsideRegions(MarkedFile reference, MarkedFile changed) =>
        StubWriter.Frame(reference.Path, reference.Text).SequenceEqual(StubWriter.Frame(changed.Path, changed.Text))
        && reference.Regions.Select(region => region.Part).SequenceEqual(changed.Regions.Select(region => region.Part));

    private static HashSet<string> ChangedParts(SolvedTree tree, Dictionary<string, MarkedFile> changed) =>
        [.. changed.Values.SelectMany(file => file.Regions.Zip(tree.Marked[file.Path].Regions))
            .Where(pair => !pair.First.Body.SequenceEqual(pair.Second.Body)).Select(pair => pair.First.Part)];
}
