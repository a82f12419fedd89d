using System.Text.RegularExpressions;

namespace Course.Tests.Mutants;

/// <summary>
/// Reads a patch. Header lines <c>title:</c>, <c>symptom:</c> (several by comma), <c>needs:</c>, <c>source:</c>, and <c>part:</c> if
/// it belongs to a part of an assignment; then edits: a line <c>file:</c>, and for each change in it a line <c>replace:</c> and a line
/// <c>with:</c>, each followed by the text as it stands in the source, indentation included. A text ends at the next of these lines or
/// at the end; blank lines there do not count.
/// </summary>
internal sealed partial class MutantFile(string name, string text)
{
    private static readonly string[] Header = ["title", "symptom", "needs", "source"];
    private const string PartKey = "part";
    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');
    private readonly Dictionary<string, string> _values = [];
    private readonly List<MutantEdit> _edits = [];
    private int _next;

    /// <exception cref="MutantException">The text is no patch; names mutant and line.</exception>
    public Mutant Read()
    {
        var file = "";
        while (_next < _lines.Length)
        {
            var line = _lines[_next++];
            if (line.Length == 0) continue;
            if (TryHeader(line)) continue;
            if (After(line, "file:") is { } path) file = path;
            else if (line == "replace:" && file.Length > 0) _edits.Add(ReadEdit(file));
            else throw Problem($"'{line}' is no header (title, symptom, needs, source, part), 'file: path', or 'replace:' below a file");
        }

        foreach (var missing in Header.Where(key => !_values.ContainsKey(key))) throw Problem($"there is no '{missing}:' line");
        if (_edits.Count == 0) throw Problem("it changes nothing: add file:, replace: and with:");
        var part = _values.GetValueOrDefault(PartKey);
        if (part is not null && !PartId().IsMatch(part)) throw Problem($"'part: {part}' is no part's id; write part: A5.2");
        var needs = Needs();
        if (needs.Only == MutantScope.Graded && part is null) throw Problem("only=graded needs a 'part:' line");
        var symptoms = _values["symptom"].Split(',', StringSplitOptions.TrimEntries);
        return new Mutant(name, _values["title"], symptoms, needs, _values["source"], _edits, part);
    }

    private bool TryHeader(string line)
    {
        foreach (var key in Header.Append(PartKey))
        {
            if (After(line, key + ":") is not { } value) continue;
            if (value.Length == 0 || !_values.TryAdd(key, value)) throw Problem($"'{key}:' is empty or stands twice");
            return true;
        }

        return false;
    }

    private MutantEdit ReadEdit(string file)
    {
        var replace = ReadText();
        if (replace.Length == 0) throw Problem("the text below 'replace:' is empty");
        if (_next == _lines.Length || _lines[_next++] != "with:") throw Problem("a 'with:' line must follow the text below 'replace:'");
        return new MutantEdit(file, replace, ReadText());
    }

    private string ReadText()
    {
        var start = _next;
        while (_next < _lines.Length && _lines[_next] is not ("with:" or "replace:") && After(_lines[_next], "file:") is null) _next++;
        var end = _next;
        while (end > start && _lines[end - 1].Length == 0) end--;
        return string.Join('\n', _lines[start..end]);
    }

    private MutantNeeds Needs()
    {
        try
        {
            return MutantNeeds.Parse(_values["needs"]);
        }
        catch (MutantException problem)
        {
            throw new MutantException($"Mutant {name}: {problem.Message}");
        }
    }

    private static string? After(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Trim() : null;

    [GeneratedRegex(@"^A\d\.\d+$")]
    private static partial Regex PartId();

    private MutantException Problem(string what) => new($"Mutant {name}, line {_next}: {what}.");
}
