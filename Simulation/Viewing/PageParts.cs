using System.Security.Cryptography;
using System.Text;

namespace Course.Simulation.Viewing;

/// <summary>The page without its data: embedded texts that are the same for each run.</summary>
internal static class PageParts
{
    /// <summary>The script's files in the order in which they are joined: each uses only what stands before it.</summary>
    private static readonly string[] ScriptFiles =
    [
        "data.js", "state.js", "messages.js", "selection.js", "words.js", "shapes.js", "scene.js", "diagram.js", "overview.js", "tables.js",
        "panel.js", "notes.js", "page.js",
    ];

    /// <summary>The HTML, with a word in double braces where style, script, policy, title and data belong.</summary>
    public static string Html => Read("page.html");

    public static string Style => Read("page.css");

    public static string Script => $"\"use strict\";\n(() => {{\n{string.Concat(ScriptFiles.Select(Read))}}})();\n";

    /// <summary>
    /// Nothing may be fetched or run but this very script and style: what a trace says stays text even if the page had a gap.
    /// </summary>
    public static string Policy(string style, string script) =>
        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(PageParts).Assembly.GetManifestResourceStream($"Course.Simulation.Viewing.Page.{name}")
            ?? throw new InvalidOperationException($"The resource {name} of the page is not in this assembly: embed Viewing/Page/{name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
