using System.Text;

namespace Course.Simulation.Viewing;

/// <summary>The texts of a run, each kept once: an event names them by number, so that a page of many events stays small.</summary>
internal sealed class PageTexts
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> All => _texts;

    /// <summary>The number of a text, from 0; -1 for none.</summary>
    public int NumberOf(string? text)
    {
        if (text is null) return -1;
        if (_numbers.TryGetValue(text, out var number)) return number;
        _numbers.Add(text, _texts.Count);
        _texts.Add(WellFormed(text));
        return _texts.Count - 1;
    }

    /// <summary>A text that UTF-8 can hold: half a surrogate pair becomes U+FFFD.</summary>
    public static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
