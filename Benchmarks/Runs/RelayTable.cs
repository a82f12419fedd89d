using Course.Commands.Reports;
using Spectre.Console;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks.Runs;

/// <summary>The figures of <c>benchmarks relay</c> on the terminal.</summary>
internal static class RelayTable
{
    public static void Print(RelayReport report)
    {
        var request = report.Request;
        Console.Out.WriteLine(
            $"{request.Receivers} receivers, {request.Size} B, {request.Buffering} buffering, {request.Runs} interleaved runs, medians");
        if (request.Echo) PrintEchoes(report);
        else PrintRates(report);
        foreach (var series in report.Series)
        {
            foreach (var problem in series.Problems.Distinct().Take(5)) Console.Out.WriteLine($"{series.Name}: {problem}");
        }

        BarTable.Print(report.Bars);
    }

    /// <summary>Half of the round trips took no longer, µs.</summary>
    public static double P50(RunFigures run) => Measuring.Spread.Quantile(run.RoundTrips, 0.5);

    /// <summary>99 of 100 round trips took no longer, µs.</summary>
    public static double P99(RunFigures run) => Measuring.Spread.Quantile(run.RoundTrips, 0.99);

    private static void PrintRates(RelayReport report)
    {
        var floor = report.Floor?.Of(run => run.PerSecond).Median;
        var table = ReportTables.NewTable(
            "system", "messages/s", "least - most", "to ring", "CPU hub", "sender", "receiver", "allocated hub", "sender", "receiver",
            "wire", "checks");
        foreach (var series in report.Series)
        {
            var rate = series.Of(run => run.PerSecond);
            table.AddRow(
                series.Name, Number(rate.Median), $"{Number(rate.Least)} - {Number(rate.Most)}",
                floor is { } ring ? Number(rate.Median / ring, "0.000") : "-",
                Microseconds(run => run.HubCpu), Microseconds(run => run.SenderCpu), Microseconds(run => run.ReceiverCpu),
                Bytes(run => run.HubAllocation), Bytes(run => run.SenderAllocation), Bytes(run => run.ReceiverAllocation),
                series.WireBytes is { } wire ? Number(wire, "0.0") : "-", series.Problems.Any() ? "FAILED" : "hold");

            string Microseconds(Func<RunFigures, double> figure) => Number(series.Of(figure).Median, "0.000");
            string Bytes(Func<RunFigures, double> figure) => Number(series.Of(figure).Median, "0.0");
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine("CPU: µs for each message, user and system. Allocated: managed bytes for each message. "
            + "Wire: bytes for each message at all members, both directions.");
    }

    private static void PrintEchoes(RelayReport report)
    {
        var table = ReportTables.NewTable(
            "system", "p50, µs", "least - most", "p99, µs", "least - most", "p50 to ring", "p99 to ring", "checks");
        var (floor50, floor99) = (report.Floor?.Of(P50).Median, report.Floor?.Of(P99).Median);
        foreach (var series in report.Series)
        {
            var (p50, p99) = (series.Of(P50), series.Of(P99));
            table.AddRow(
                series.Name, Number(p50.Median, "0.0"), $"{Number(p50.Least, "0.0")} - {Number(p50.Most, "0.0")}",
                Number(p99.Median, "0.0"), $"{Number(p99.Least, "0.0")} - {Number(p99.Most, "0.0")}",
                floor50 is { } ring50 ? Number(p50.Median / ring50, "0.00") : "-",
                floor99 is { } ring99 ? Number(p99.Median / ring99, "0.00") : "-",
                series.Problems.Any() ? "FAILED" : "hold");
        }

        AnsiConsole.Write(table);
    }
}
