using System.Globalization;

namespace Course.Rpc.Tracing;

/// <summary>The identity of a broadcast as traces print it: <c>host:local</c>.</summary>
/// <param name="Host">The peer that made the broadcast.</param>
/// <param name="Local">Its number among the broadcasts of that peer, from 1.</param>
public readonly record struct TraceId(string Host, long Local)
{
    /// <summary>Reads <c>host:local</c>; the last colon separates, so a host's name may hold colons.</summary>
    /// <returns>False if there is no colon, no host, or no local number of at least 1.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, TraceStrings strings, out TraceId id)
    {
        ArgumentNullException.ThrowIfNull(strings);
        id = default;
        var colon = text.LastIndexOf(':');
        if (colon < 1
            || !long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var local)
            || local < 1)
        {
            return false;
        }

        id = new TraceId(strings.Intern(text[..colon]), local);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Local}");
}
