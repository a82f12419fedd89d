using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Tests.Simulation.Viewing;

/// <summary>
/// Reads a log as ShiViz does, from its documented rules and its parser, and answers what ShiViz would refuse or lose in silence.
/// It shares nothing with the writer.
/// </summary>
internal static class ShiVizJudge
{
    /// <summary>The problems of a log; none if ShiViz draws all of it.</summary>
    public static IReadOnlyList<string> Judge(string log)
    {
        var lines = log.Split('\n');
        if (lines.Length < 3) return ["the file needs a line with the event's pattern, one with the delimiter, and the log"];
        var problems = new List<string>();
        var body = string.Join('\n', lines.Skip(2));
        foreach (var (label, text) in Executions(lines[1], body, problems)) JudgeExecution(label, text, Pattern(lines[0]), problems);
        return problems;
    }

    /// <summary>How many events ShiViz would find, by the label of their execution.</summary>
    public static IReadOnlyDictionary<string, int> Count(string log)
    {
        var lines = log.Split('\n');
        return Executions(lines[1], string.Join('\n', lines.Skip(2)), []).ToDictionary(
            execution => execution.Label, execution => Pattern(lines[0]).Count(execution.Text));
    }

    private static Regex Pattern(string line) =>
        new(line.Length == 0 ? @"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})" : line, RegexOptions.Multiline);

    private static List<(string Label, string Text)> Executions(string delimiter, string body, List<string> problems)
    {
        if (delimiter.Length == 0) return [("", body)];
        var executions = new List<(string Label, string Text)>();
        var (label, from) = ("", 0);
        foreach (Match match in Regex.Matches(body, delimiter, RegexOptions.Multiline))
        {
            executions.Add((label, body[from..match.Index]));
            (label, from) = (match.Groups["trace"].Value, match.Index + match.Length);
        }

        executions.Add((label, body[from..]));
        executions.RemoveAll(execution => execution.Text.Trim().Length == 0);
        // ShiViz keeps executions by label: of two with one label the first is lost.
        if (executions.DistinctBy(execution => execution.Label).Count() < executions.Count) problems.Add("two executions bear one label");
        return [.. executions.DistinctBy(execution => execution.Label)];
    }

    private static void JudgeExecution(string label, string text, Regex pattern, List<string> problems)
    {
        var clocks = new Dictionary<string, SortedDictionary<int, Dictionary<string, int>>>();
        var left = text;
        foreach (Match match in pattern.Matches(text))
        {
            left = left.Replace(match.Value, string.Empty, StringComparison.Ordinal);
            Read(match, clocks, problems);
        }

        if (left.Trim().Length > 0) problems.Add($"'{label}': ignored in silence: {left.Trim().Split('\n')[0]}");
        if (clocks.Count == 0) problems.Add($"'{label}': no event is captured");
        foreach (var (host, times) in clocks) JudgeHost(host, times, clocks, problems);
    }

    private static void Read(
        Match match, Dictionary<string, SortedDictionary<int, Dictionary<string, int>>> clocks, List<string> problems)
    {
        var host = match.Groups["host"].Value;
        Dictionary<string, int> clock;
        try
        {
            clock = JsonSerializer.Deserialize<Dictionary<string, int>>(match.Groups["clock"].Value)!;
        }
        catch (JsonException)
        {
            problems.Add($"no clock: {match.Groups["clock"].Value}");
            return;
        }

        if (!clocks.TryGetValue(host, out var times)) clocks.Add(host, times = []);
        if (!clock.TryGetValue(host, out var own)) problems.Add($"local host {host} is missing from its clock");
        else if (!times.TryAdd(own, clock)) problems.Add($"{host} is at {own} twice");
        if (clock.ContainsValue(0)) problems.Add($"a clock of {host} holds a zero");
    }

    private static void JudgeHost(
        string host, SortedDictionary<int, Dictionary<string, int>> times,
        Dictionary<string, SortedDictionary<int, Dictionary<string, int>>> clocks, List<string> problems)
    {
        if (!times.Keys.SequenceEqual(Enumerable.Range(1, times.Count))) problems.Add($"the clock of {host} does not go 1, 2, 3, …");
        var before = new Dictionary<string, int>();
        foreach (var (time, clock) in times)
        {
            foreach (var (other, seen) in clock.Where(entry => entry.Key != host))
            {
                if (!clocks.TryGetValue(other, out var known) || !known.TryGetValue(seen, out var cause))
                    problems.Add($"{host} at {time} knows {other} at {seen}, which does not exist");
                else if (cause.Any(entry => clock.GetValueOrDefault(entry.Key) < entry.Value))
                    problems.Add($"{host} at {time} knows {other} at {seen}, and not all that this knew");
            }

            if (before.Any(entry => clock.GetValueOrDefault(entry.Key) < entry.Value)) problems.Add($"{host} at {time} forgets");
            before = clock;
        }
    }
}
