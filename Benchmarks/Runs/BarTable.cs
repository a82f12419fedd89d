using Course.Commands.Reports;
using Spectre.Console;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks.Runs;

/// <summary>Bars on the terminal: as stated, as scaled for this run, and what was reached.</summary>
internal static class BarTable
{
    public static void Print(IReadOnlyList<Bar> bars)
    {
        if (bars.Count == 0) return;
        var table = ReportTables.NewTable("bar", "measured", "must", "goal", "scale", "must, scaled", "goal, scaled", "reached");
        foreach (var bar in bars)
        {
            table.AddRow(
                bar.Name, Text(bar.Measured), Text(bar.Must), Text(bar.Goal), Number(bar.Scale, "0.000"),
                Text(bar.ScaledMust), Text(bar.ScaledGoal), Words(bar.Verdict));
        }

        AnsiConsole.Write(table);
    }

    private static string Words(BarVerdict verdict) => verdict switch
    {
        BarVerdict.Short => "SHORT OF MUST",
        BarVerdict.ShortOfGoal => "short of goal",
        BarVerdict.Must => "must",
        _ => "goal",
    };

    private static string Text(double? value) => value switch
    {
        null => "-",
        >= 1000 => Number(value.Value),
        _ => Number(value.Value, "0.000"),
    };
}
