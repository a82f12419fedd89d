using System.Net;
using Course.Assignments.Results;

namespace Course.Staffing.Reports;

/// <summary>
/// The frame of the pages: well-formed, self-contained, dark or light as the reader's system is. Its policy forbids scripts and the
/// network, so that even a text that slipped through unescaped could do nothing.
/// </summary>
internal static class Html
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1b1b1f; --page: #ffffff; --soft: #5a5a66; --line: #c9c9d2; --panel: #f4f4f7;
          --good: #146c2e; --bad: #a4161a; --link: #0b57d0; }
        @media (prefers-color-scheme: dark) { :root { --text: #ececf1; --page: #17171b; --soft: #a9a9b8; --line: #45454f; --panel: #212127;
          --good: #7ddb97; --bad: #ff9a94; --link: #a8c7fa; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 72rem; margin: 0 auto;
          padding: 1.5rem 1rem; }
        a { color: var(--link); } a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        h1 { font-size: 1.6rem; overflow-wrap: anywhere; } h2 { font-size: 1.25rem; margin-top: 2rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; color: var(--soft); padding: .3rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.word { white-space: nowrap; font-weight: 600; } .passed { color: var(--good); } .failed { color: var(--bad); }
        pre { background: var(--panel); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; }
        .sum { font-size: 1.3rem; font-weight: 600; } .soft { color: var(--soft); }
        """;

    /// <summary>A text as it stands in a page: safe, of bounded length, escaped for elements and quoted attributes.</summary>
    public static string Text(string? text, int longest = 400) => WebUtility.HtmlEncode(SafeText.OneLine(text, longest));

    /// <summary>Several lines in a box; nothing for an empty text.</summary>
    public static string Box(string? text, int longest)
    {
        var lines = SafeText.Lines(text, longest).Trim('\n');
        return lines.Length == 0 ? string.Empty : $"<pre>{WebUtility.HtmlEncode(lines)}</pre>";
    }

    /// <summary>A link to a file beside the page.</summary>
    public static string Link(string path, string text) =>
        $"<a href=\"{WebUtility.HtmlEncode(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)))}\">{Text(text)}</a>";

    /// <summary>A whole page.</summary>
    /// <param name="title">A text.</param>
    /// <param name="main">What is shown: markup.</param>
    public static string Page(string title, string main) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <h1>{Text(title)}</h1>
        {main}
        </main>
        </body>
        </html>

        """.ReplaceLineEndings("\n");
}
