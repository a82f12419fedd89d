using System.Globalization;
using System.Text.Json;
using Course.Simulation.Exploring;

namespace Course.Testing;

/// <summary>The text of a scenario: one line each, which can be stored, shown, and read back.</summary>
/// <example><code>
/// p1 broadcasts "a"
/// relayer crashes after 1 sends of relay 1
/// p2 crashes
/// p3 hangs for 250 ms
/// partition 1 2 | 3
/// heal
/// p2 leaves
/// expect MulticastCut
/// </code></example>
public static class ScenarioText
{
    /// <summary>The most lines that are read.</summary>
    public const int MaximumLines = 10_000;

    private const string Forms =
        "write 'p1 broadcasts \"text\"', 'p1 leaves', 'p1 crashes', 'relayer crashes after J sends of relay K', 'p1 hangs for N ms', "
        + "'partition 1 2 | 3', 'heal' or 'expect WITNESS'";

    /// <summary>Writes a scenario; each line ends with a line feed.</summary>
    public static string Write(IEnumerable<ScenarioAction> actions) => string.Concat(actions.Select(action => Line(action) + "\n"));

    /// <summary>Reads a scenario. Empty lines are left out.</summary>
    /// <exception cref="FormatException">A line is no action; the text names the line and what can stand there.</exception>
    public static IReadOnlyList<ScenarioAction> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        if (lines.Length > MaximumLines + 1)
            throw new FormatException($"A scenario has at most {MaximumLines} lines, and this one has {lines.Length}. Split it.");
        var actions = new List<ScenarioAction>();
        foreach (var (line, number) in lines.Select((line, index) => (line.Trim(), index + 1)))
        {
            if (line.Length == 0) continue;
            actions.Add(Read(line) ?? throw new FormatException($"Line {number} of the scenario, '{line}', is no action: {Forms}."));
        }

        return actions;
    }

    internal static string Line(ScenarioAction action) => action switch
    {
        ScenarioAction.Broadcast a => $"p{Text(a.Peer)} broadcasts {JsonSerializer.Serialize(a.Text)}",
        ScenarioAction.Leave a => $"p{Text(a.Peer)} leaves",
        ScenarioAction.Crash a => $"p{Text(a.Peer)} crashes",
        ScenarioAction.CrashRelayer a => $"relayer crashes after {Text(a.AfterSends)} sends of relay {Text(a.Relay)}",
        ScenarioAction.Hang a => string.Create(
            CultureInfo.InvariantCulture, $"p{a.Peer} hangs for {a.Duration.Ticks / TimeSpan.TicksPerMillisecond} ms"),
        ScenarioAction.Partition a => $"partition {string.Join(" | ", a.Groups.Select(group => string.Join(' ', group.Select(Text))))}",
        ScenarioAction.Expect a => $"expect {a.Witness}",
        _ => "heal",
    };

    private static ScenarioAction? Read(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var peer, "broadcasts", ..] when Peer(peer) is { } p && Quoted(line) is { } text => new ScenarioAction.Broadcast(p, text),
        [var peer, "leaves"] when Peer(peer) is { } p => new ScenarioAction.Leave(p),
        [var peer, "crashes"] when Peer(peer) is { } p => new ScenarioAction.Crash(p),
        ["relayer", "crashes", "after", var sends, "sends", "of", "relay", var relay]
            when Number(sends) is { } j && Number(relay) is { } k => new ScenarioAction.CrashRelayer(j, k),
        [var peer, "hangs", "for", var time, "ms"] when Peer(peer) is { } p && Number(time) is { } milliseconds =>
            new ScenarioAction.Hang(p, TimeSpan.FromMilliseconds(milliseconds)),
        ["partition", .. var groups] when Groups(groups) is { } split => new ScenarioAction.Partition(split),
        ["heal"] => new ScenarioAction.Heal(),
        ["expect", var name] when Enum.GetNames<ExplorationWitness>().Contains(name) =>
            new ScenarioAction.Expect(Enum.Parse<ExplorationWitness>(name)),
        _ => null,
    };

    private static int? Peer(string word) => word.StartsWith('p') ? Number(word[1..]) : null;

    private static int? Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Quoted(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(line[(line.IndexOf("broadcasts", StringComparison.Ordinal) + "broadcasts".Length)..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<IReadOnlyList<int>>? Groups(string[] words)
    {
        var groups = new List<IReadOnlyList<int>>();
        foreach (var part in string.Join(' ', words).Split('|'))
        {
            int?[] group = [.. part.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
            if (group.Length == 0 || group.Contains(null)) return null;
            groups.Add([.. group.Select(peer => peer!.Value)]);
        }

        return groups;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
