using System.Text;
using Course.Staffing.Regions;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>
/// Searches a handout for what is left of solutions: twelve tokens that occur only inside solution regions, names that are declared only
/// there, and canaries. Constant; any thread.
/// </summary>
internal sealed class LeakSearch
{
    private readonly SolutionWindows _windows;
    private readonly SolutionNames _names;

    /// <param name="reference">What the handout is made of, with canaries or without.</param>
    /// <param name="tree">The handout.</param>
    public LeakSearch(ReferenceFiles reference, HandoutTree tree)
    {
        var marked = tree.Marked.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var files = reference.Files.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => tree.Files.ContainsKey(file.Key) || marked.Contains(file.Key))
            .Select(file => MarkedFile.Parse(file.Key, ReferenceFiles.TextOf(file.Value))).ToList();
        _windows = new SolutionWindows(files, tree.Solved);
        _names = new SolutionNames(files, tree.Solved);
    }

    /// <summary>How many windows and names are searched for, in words.</summary>
    public string Figures =>
        $"{_windows.Count} windows of {SolutionWindows.Length} tokens and {_names.Count} names that occur only in solutions";

    /// <summary>What a file tells of solutions; each says where, what, and of which region.</summary>
    public IEnumerable<string> In(string path, byte[] content)
    {
        if (Path.GetExtension(path) is ".dll" or ".pdb")
        {
            return CompiledNames.Of(path, content).Select(_names.InMetadata).OfType<(string Name, string Place)>()
                .Select(found => $"{path} declares {found.Name}, which is declared only in the solution of {found.Place}").Distinct();
        }

        if (!ReferenceFiles.IsText(content)) return [];
        var text = Encoding.UTF8.GetString(content);
        var isSource = Path.GetExtension(path) == ".cs";
        var windows = (isSource ? _windows.InSource(text) : []).Concat(_windows.InWords(text))
            .DistinctBy(found => found.Place)
            .Select(found => $"{path}:{found.Line} holds {SolutionWindows.Length} tokens in a row of the solution of {found.Place}");
        var names = (isSource ? _names.InSource(text) : []).Concat(_names.InWords(text))
            .DistinctBy(found => found.Name)
            .Select(found => $"{path}:{found.Line} names {found.Name}, which is declared only in the solution of {found.Place}");
        return windows.Concat(names);
    }
}
