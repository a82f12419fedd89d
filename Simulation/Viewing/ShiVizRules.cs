using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Simulation.Viewing;

/// <summary>
/// What ShiViz demands of one run's log, judged while it is written, since ShiViz skips in silence what its pattern does not match:
/// every entry matches in one way; a clock names its own host; each host's own entries are 1, 2, 3, …; no entry is 0.
/// </summary>
internal sealed partial class ShiVizRules(string title)
{
    public const string EventPattern = @"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})";
    public const string DelimiterPattern = "^=== (?<trace>.*) ===$";

    private readonly Dictionary<string, int> _ownTimes = new(StringComparer.Ordinal);

    public static string Delimiter(string label) => $"=== {label} ===";

    /// <summary>Takes one entry, its line feeds included.</summary>
    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public void Accept(string entry)
    {
        var match = Entry().Match(entry);
        if (!match.Success) throw Broken($"the entry {Shown(entry)} is not matched by {EventPattern}: name peers without blanks");
        if (ClockLine().IsMatch(match.Groups["event"].Value)) throw Broken($"the text of {Shown(entry)} reads like a line with a clock");
        var host = match.Groups["host"].Value;
        var clock = JsonSerializer.Deserialize<Dictionary<string, int>>(match.Groups["clock"].Value)!;
        if (!clock.TryGetValue(host, out var own)) throw Broken($"the clock of {Shown(entry)} does not hold its own host {host}");
        var expected = _ownTimes.GetValueOrDefault(host) + 1;
        if (own != expected) throw Broken(string.Create(CultureInfo.InvariantCulture, $"{host} is at {own} after {expected - 1}"));
        if (clock.Values.Any(time => time < 1)) throw Broken($"the clock of {Shown(entry)} holds an entry below 1");
        _ownTimes[host] = own;
    }

    /// <summary>The run's log is complete.</summary>
    /// <exception cref="ArgumentException">It holds no event.</exception>
    public void End()
    {
        if (_ownTimes.Count == 0) throw Broken("the run has no event, and ShiViz takes no empty run: record one first");
    }

    private ArgumentException Broken(string rule) => new($"ShiViz cannot draw the run '{title}': {rule}.");

    private static string Shown(string entry) => $"'{entry.ReplaceLineEndings(" ").Trim()}'";

    [GeneratedRegex(@"^(?<event>[^\n\r\u2028\u2029]*)\n(?<host>\S*) (?<clock>\{[^\n\r\u2028\u2029]*\})\n\z")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\S* \{.*\}")]
    private static partial Regex ClockLine();
}
