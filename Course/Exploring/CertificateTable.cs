using System.Diagnostics;
using System.Globalization;
using Course.Commands.Reports;
using Course.Simulation.Exploring;
using Spectre.Console;

namespace Course.Commands.Exploring;

/// <summary>What a search visited, and with what effort.</summary>
internal static class CertificateTable
{
    public static void Print(ExplorationResult result, TimeSpan elapsed)
    {
        var isExhausted = result.Outcome is ExplorationOutcome.Holds or ExplorationOutcome.Vacuous;
        var table = ReportTables.NewTable(isExhausted ? "certificate" : "visited, not exhausted", "");
        var counts = result.Counts;
        Row("states", Number(counts.States));
        Row("depth", Number(counts.Depth));
        Row("choices", Number(counts.Choices));
        Row("quiet states", Number(counts.Quiet));
        Row("crash cuts", Number(counts.Cuts));
        Row("of these, of a relayer", Number(counts.RelayerCrashes));
        Row("of these, with a partial broadcast", Number(counts.PartialCuts));
        Row("most partial broadcasts at once", Number(counts.MostPartial));
        Row("crashes in the synchronization phase", Number(counts.CrashesInSynchronization));
        Row("local states", Number(counts.LocalStates));
        Row("local steps, each run twice", Number(counts.LocalSteps));
        if (result.Digest.Length > 0) Row("digest", result.Digest);
        Row("time", string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s"));
        Row("peak memory", string.Create(CultureInfo.InvariantCulture, $"{PeakBytes() / (1 << 20):N0} MB"));
        AnsiConsole.Write(table);

        void Row(string what, string value) => table.AddRow(what, value);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Of this process; where the system does not keep the peak, what it uses now.</summary>
    private static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return Math.Max(process.PeakWorkingSet64, process.WorkingSet64);
    }
}
