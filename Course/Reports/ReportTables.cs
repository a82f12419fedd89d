using System.Globalization;
using Course.Simulation.Checking;
using Spectre.Console;

namespace Course.Commands.Reports;

/// <summary>Tables of a verdict, for a terminal or a file.</summary>
internal static class ReportTables
{
    /// <summary>A table in the style of this output: lines on a terminal, plain characters in a file.</summary>
    public static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    /// <summary>Prints the peers, the verdicts, their stories and the notes.</summary>
    public static void Print(CheckReport report)
    {
        PrintPeers(report.Peers);
        PrintVerdicts(report.Verdicts);
        foreach (var line in Stories(report.Verdicts)) Console.Out.WriteLine(line);
        foreach (var note in report.Notes) Console.Out.WriteLine($"note: {note}");
    }

    /// <summary>The last line of a report.</summary>
    public static void PrintVerdict(string word, string reason)
    {
        AnsiConsole.Markup($"Verdict: [{Outcomes.Color(word)}]{word}[/]: ");
        Console.Out.WriteLine(reason.ReplaceLineEndings(" "));
    }

    /// <summary>The last line of a report whose text begins with the verdict's word.</summary>
    public static void PrintVerdictLine(string line)
    {
        var end = line.IndexOfAny([':', ' ']);
        AnsiConsole.Markup($"Verdict: [{Outcomes.Color(line[..end])}]{Markup.Escape(line[..end])}[/]");
        Console.Out.WriteLine(line[end..].ReplaceLineEndings(" "));
    }

    /// <summary>A cut trace makes every property inconclusive for one reason; that reason is told once.</summary>
    private static IEnumerable<string> Stories(IReadOnlyList<Verdict> verdicts)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var verdict in verdicts)
        {
            foreach (var line in verdict.Story)
            {
                var reason = line.StartsWith($"{verdict.Name}: ", StringComparison.Ordinal) ? line[(verdict.Name.Length + 2)..] : line;
                if (verdict.Outcome != Outcome.Inconclusive) yield return line;
                else if (told.Add(reason)) yield return $"inconclusive: {reason}";
            }
        }
    }

    private static void PrintPeers(IReadOnlyList<PeerCounts> peers)
    {
        var table = NewTable("peer", "fate", "sent", "delivered", "discarded", "synchronization");
        foreach (var column in table.Columns.Skip(2)) column.RightAligned();
        foreach (var peer in peers)
        {
            table.AddRow(
                Markup.Escape(peer.Peer),
                peer.Fate.ToString().ToLowerInvariant(),
                Number(peer.Sent),
                Number(peer.Delivered),
                Number(peer.Discarded),
                peer.SynchronizationMicroseconds == 0 ? "-" : Milliseconds(peer.SynchronizationMicroseconds));
        }

        AnsiConsole.Write(table);
    }

    private static void PrintVerdicts(IReadOnlyList<Verdict> verdicts)
    {
        var table = NewTable("property", "verdict");
        foreach (var verdict in verdicts)
        {
            var word = Outcomes.Word(verdict.Outcome);
            table.AddRow(verdict.Name, $"[{Outcomes.Color(word)}]{word}[/]");
        }

        AnsiConsole.Write(table);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(long microseconds) =>
        (microseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
