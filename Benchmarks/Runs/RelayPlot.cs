using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Runs;

/// <summary>The picture of <c>benchmarks relay</c>.</summary>
internal static class RelayPlot
{
    public static string Of(RelayReport report)
    {
        var request = report.Request;
        var (unit, figure) = request.Echo
            ? ("µs, p50", new Func<RunFigures, double>(RelayTable.P50))
            : ("messages/s", run => run.PerSecond);
        return BarChart.Of(
            $"{unit}: {request.Receivers} receivers, {request.Size} B, medians of {request.Runs} interleaved runs",
            unit,
            [.. report.Series.Select(series => RowOf(series.Name, series.Of(figure)))]);
    }

    private static BarChart.Row RowOf(string name, Spread spread) => new(name, spread.Median, spread.Least, spread.Most);
}
