using System.Globalization;
using System.Security;
using System.Text;
using static Course.Benchmarks.Options.BenchmarkOptions;

namespace Course.Benchmarks.Runs;

/// <summary>A bar chart as one SVG picture: a bar for each row, with its label and figure, and a line from the least to the most.</summary>
internal static class BarChart
{
    private const int LabelWidth = 230;
    private const int BarWidth = 500;
    private const int RowHeight = 28;

    /// <summary>One bar.</summary>
    internal readonly record struct Row(string Label, double Value, double Least, double Most);

    public static string Of(string title, string unit, IReadOnlyList<Row> rows)
    {
        var most = rows.Select(row => row.Most).Append(double.Epsilon).Max();
        var svg = new StringBuilder();
        var (width, height) = (LabelWidth + BarWidth + 130, 50 + (rows.Count * RowHeight));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
                 font-family="sans-serif" font-size="13">
            <rect width="100%" height="100%" fill="white"/>
            <text x="10" y="22" font-size="15">{SecurityElement.Escape(title)}</text>

            """);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var top = 40 + (i * RowHeight);
            var (middle, figure) = (top + 9, Number(row.Value, row.Value < 1000 ? "0.0" : "N0"));
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{LabelWidth - 8}" y="{top + 14}" text-anchor="end">{SecurityElement.Escape(row.Label)}</text>
                <rect x="{LabelWidth}" y="{top}" width="{At(row.Value) - LabelWidth:0.0}" height="18" fill="#5b8db8"/>
                <line x1="{At(row.Least):0.0}" y1="{middle}" x2="{At(row.Most):0.0}" y2="{middle}" stroke="#222" stroke-width="2"/>
                <text x="{At(row.Most) + 6:0.0}" y="{top + 14}">{figure} {SecurityElement.Escape(unit)}</text>

                """);
        }

        return svg.Append("</svg>\n").ToString();

        double At(double value) => LabelWidth + (value / most * BarWidth);
    }
}
