namespace Course.Rpc.Tracing;

/// <summary>Keeps one copy of each text of a trace: names, headers and digests recur on thousands of lines. For one thread.</summary>
public sealed class TraceStrings
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>The kept copy of a text, made at its first occurrence.</summary>
    public string Intern(ReadOnlySpan<char> text)
    {
        var lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known)) return known;
        known = text.ToString();
        _texts.Add(known);
        return known;
    }
}
