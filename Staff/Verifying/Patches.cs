using Course.Tests.Mutants;

namespace Course.Staffing.Verifying;

/// <summary>The patches of a tree: known wrong solutions, and right ones that are written otherwise.</summary>
internal static class Patches
{
    /// <summary>The patches in a folder, by name in ordinal order.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="folder">Patches or Alternatives.</param>
    /// <exception cref="StaffException">One of them cannot be read; the text names it.</exception>
    public static IReadOnlyList<Mutant> In(string root, string folder)
    {
        var path = Path.Combine(root, "Tests", "Mutants", folder);
        if (!Directory.Exists(path)) return [];
        try
        {
            return
            [
                .. Directory.EnumerateFiles(path, "*.mutant").Order(StringComparer.Ordinal)
                    .Select(file => new MutantFile(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)).Read()),
            ];
        }
        catch (MutantException problem)
        {
            throw new StaffException(problem.Message);
        }
    }

    /// <summary>The files that a patch changes, as it makes them.</summary>
    /// <exception cref="StaffException">An edit does not fit its file; the text names patch and file.</exception>
    public static IReadOnlyDictionary<string, string> Apply(Mutant patch, IReadOnlyDictionary<string, string> sources)
    {
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var edit in patch.Edits)
        {
            if (!changed.TryGetValue(edit.File, out var text) && !sources.TryGetValue(edit.File, out text))
                throw new StaffException($"Patch {patch.Name}: {edit.File} is no source of a box; correct its 'file:' line.");
            var places = text.Split(edit.Replace).Length - 1;
            if (places != 1)
            {
                throw new StaffException(
                    $"Patch {patch.Name}: a text to replace occurs {places} times in {edit.File}, it must occur once: "
                    + edit.Replace.Split('\n')[0].Trim());
            }

            changed[edit.File] = text.Replace(edit.Replace, edit.With, StringComparison.Ordinal);
        }

        return changed;
    }
}
