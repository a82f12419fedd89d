using System.Text;

namespace Course.Staffing.Handouts.Updates;

/// <summary>
/// Brings the given files of a student's tree to those of a newer handout. Marked files are never written; a given file that the student
/// changed is named and left. The tree is not trusted: nothing outside of it is read or written.
/// </summary>
/// <param name="tree">The root of the student's tree.</param>
/// <param name="old">What the student was given.</param>
/// <param name="made">What the student would be given today.</param>
/// <param name="isForced">Whether given files that the student changed are replaced too.</param>
internal sealed class TreeUpdate(string tree, HandoutManifest old, HandoutTree made, bool isForced)
{
    private readonly Dictionary<string, string> _recorded = old.Given.ToDictionary(given => given.Path, given => given.Sha256);
    private readonly Dictionary<string, MarkedPath> _wasMarked = old.Marked.ToDictionary(marked => marked.Path);
    private readonly Dictionary<string, MarkedPath> _marked = made.Marked.ToDictionary(marked => marked.Path);
    private readonly List<string> _left = [];
    private readonly List<string> _words = [];
    private int _replaced;
    private int _added;
    private int _removed;

    /// <summary>Does it; what was done, and what the student must do, in words.</summary>
    /// <exception cref="StaffException">A folder of the tree is a link to somewhere else.</exception>
    public IReadOnlyList<string> Run()
    {
        foreach (var path in made.Files.Keys.Concat(_recorded.Keys).Append(HandoutManifest.FileName)) CheckInside(path);
        foreach (var (path, content) in made.Files.Where(file => !_marked.ContainsKey(file.Key))) Give(path, content);
        foreach (var path in _recorded.Keys.Where(path => !made.Files.ContainsKey(path) && !_marked.ContainsKey(path))) Remove(path);
        foreach (var path in _wasMarked.Keys.Where(path => !_marked.ContainsKey(path) && !made.Files.ContainsKey(path)))
        {
            Leave(path, "is marked no more and not in the handout; it is left, remove it if it is not yours");
        }

        var marked = made.Marked.Select(Compare).ToList();
        var fresh = made.Manifest();
        IReadOnlyList<string> earlier = old.Version == fresh.Version ? old.Earlier : [.. old.Earlier, old.Version];
        var manifest = fresh with { Marked = marked, Earlier = earlier, Left = [.. _left.Order(StringComparer.Ordinal)] };
        Write(HandoutManifest.FileName, Encoding.UTF8.GetBytes(manifest.Write()));
        _words.Insert(
            0,
            $"{tree}: {_replaced} replaced, {_added} added, {_removed} removed, {_left.Count} left; "
            + $"version {fresh.Version[..12]}, before {old.Version[..Math.Min(12, old.Version.Length)]}");
        return _words;
    }

    private void Give(string path, byte[] content)
    {
        if (_wasMarked.ContainsKey(path) && File.Exists(At(path)))
        {
            if (HashAt(path) != HandoutTree.Hash(content)) Leave(path, "was marked and is given now; your file is left");
            return;
        }

        if (HashAt(path) is not { } found)
        {
            Write(path, content);
            _added++;
        }
        else if (found == HandoutTree.Hash(content))
        {
            // It is there already.
        }
        else if (isForced || found == _recorded.GetValueOrDefault(path))
        {
            Write(path, content);
            _replaced++;
        }
        else
        {
            Leave(path, "was changed by the student and is mended in the handout; it is left, --force replaces it");
        }
    }

    private void Remove(string path)
    {
        if (HashAt(path) is not { } found) return;
        if (!isForced && found != _recorded[path])
        {
            Leave(path, "was changed by the student and is not in the handout any more; it is left, --force removes it");
            return;
        }

        File.Delete(At(path));
        _removed++;
    }

    /// <summary>What the new manifest says of a marked file; the file itself stays as the student has it.</summary>
    private MarkedPath Compare(MarkedPath file)
    {
        if (file.IsNew) return file;
        var content = made.Files[file.Path];
        if (!File.Exists(At(file.Path)))
        {
            if (_wasMarked.TryGetValue(file.Path, out var missing))
            {
                Leave(file.Path, "is marked and missing; take it from the handout");
                return missing;
            }

            Write(file.Path, content);
            _added++;
            return file;
        }

        // A given file that got its first gap: as long as the student has it as it was given, there is nothing to lose.
        if (!_wasMarked.TryGetValue(file.Path, out var before))
        {
            if (HashAt(file.Path) == HandoutTree.Hash(content)) return file;
            if (HashAt(file.Path) == _recorded.GetValueOrDefault(file.Path))
            {
                Write(file.Path, content);
                _replaced++;
                return file;
            }
        }
        else if (before.Frame == file.Frame)
        {
            return file;
        }

        return CompareFrames(file, before ?? file with { Frame = "" }, content);
    }

    /// <summary>Says in words what was mended outside of the regions, until the student has done it.</summary>
    private MarkedPath CompareFrames(MarkedPath file, MarkedPath before, byte[] content)
    {
        IReadOnlyList<string> here;
        try
        {
            here = StubWriter.Frame(file.Path, File.ReadAllText(At(file.Path)).ReplaceLineEndings("\n"));
        }
        catch (StaffException e)
        {
            Leave(file.Path, $"was mended outside of its marked places, and its markers cannot be read: {e.Message}");
            return before;
        }

        var wanted = StubWriter.Frame(file.Path, ReferenceFiles.TextOf(content));
        if (here.SequenceEqual(wanted)) return file;
        Leave(file.Path, "was mended outside of its marked places; the student changes these lines by hand:");
        _words.AddRange(LineDifference.Of(here, wanted).Select(line => "    " + line));
        return before;
    }

    /// <summary>A student's folder may be a link: what is written through it would be written elsewhere.</summary>
    private void CheckInside(string path)
    {
        for (var end = path.IndexOf('/'); ; end = path.IndexOf('/', end + 1))
        {
            var part = new FileInfo(At(end < 0 ? path : path[..end]));
            if (part.LinkTarget is not null)
                throw new StaffException($"{path} is or lies behind a link. Replace the link by a folder or file.");
            if (end < 0) return;
        }
    }

    private void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        var beside = At(path) + ".new";
        File.WriteAllBytes(beside, content);
        File.Move(beside, At(path), overwrite: true);
    }

    private string At(string path) => Path.Combine(tree, path);

    private string? HashAt(string path) => File.Exists(At(path)) ? HandoutTree.Hash(File.ReadAllBytes(At(path))) : null;

    private void Leave(string path, string why)
    {
        _left.Add(path);
        _words.Add($"  {path} {why}");
    }
}
