using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Course.Simulation.Viewing;

/// <summary>
/// Writes the page that explains a run: one HTML file that holds all it needs and fetches nothing. How to read it stands in docs/page.md.
/// </summary>
public static class RunPage
{
    /// <summary>Writes the page of a run, or of two side by side.</summary>
    /// <param name="output">Where the page goes; save it as UTF-8.</param>
    /// <param name="run">The run, the failing one if there are two.</param>
    /// <param name="beside">A second run, such as the nearest one that passes.</param>
    /// <param name="difference">The one choice that differs between the two, in words.</param>
    /// <exception cref="ArgumentException">A violation names an event that no trace holds, or two traces are of the same peer.</exception>
    public static void Write(TextWriter output, PagedRun run, PagedRun? beside = null, string? difference = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(run);
        // Put together before the first character goes out: a run that cannot be shown leaves no half of a page.
        var data = DataOf(run, beside, difference);
        var (style, script) = (PageParts.Style, PageParts.Script);
        foreach (var piece in PageParts.Html.Split("{{").SelectMany(part => part.Split("}}")))
        {
            output.Write(piece switch
            {
                "title" => WebUtility.HtmlEncode(PageTexts.WellFormed(run.Title)),
                "policy" => PageParts.Policy(style, script),
                "style" => style,
                "script" => script,
                "data" => data,
                _ => piece,
            });
        }
    }

    /// <summary>
    /// The runs as JSON. The default encoder writes '&lt;' and '&amp;' as escapes, so that no text of a trace can end the element.
    /// </summary>
    private static string DataOf(PagedRun run, PagedRun? beside, string? difference)
    {
        PageRun[] runs = beside is null ? [new PageRun(run)] : [new PageRun(run), new PageRun(beside)];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (difference is not null) json.WriteString("difference", PageTexts.WellFormed(difference));
            json.WriteStartArray("runs");
            runs[0].Write(json, beside);
            if (runs.Length > 1) runs[1].Write(json, run);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
