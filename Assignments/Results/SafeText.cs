using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Assignments.Results;

/// <summary>
/// Makes text of a student's code harmless to whoever shows it: a terminal, a log, a page, a table. What it says stays readable.
/// Escaping for a format (HTML, JSON, CSV) comes after it. Any thread.
/// </summary>
public static partial class SafeText
{
    /// <summary>What stands for a character that may not be shown.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>
    /// Several lines: line ends become LF, escape sequences of terminals go, other control characters, characters that turn the direction
    /// of the text and halves of surrogate pairs become <see cref="Replacement"/>.
    /// </summary>
    /// <param name="text">Anything; null is empty.</param>
    /// <param name="longest">At most so many characters are kept, 1 to 1,000,000; what is left out is counted in a last line.</param>
    public static string Lines(string? text, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longest, 1_000_000);
        if (string.IsNullOrEmpty(text)) return string.Empty;
        // What cannot be shown anyway is not worth the work: an escape sequence is hardly ever longer than what it colors.
        var considered = text.Length > longest * 4L ? text[..(longest * 4)] : text;
        var clean = Clean(Escapes().Replace(considered, string.Empty).ReplaceLineEndings("\n"));
        if (clean.Length <= longest && considered.Length == text.Length) return clean;
        var kept = Cut(clean, longest);
        var leftOut = considered.Length == text.Length ? clean.Length - kept.Length : text.Length - kept.Length;
        return string.Create(CultureInfo.InvariantCulture, $"{kept}\n… {leftOut} more characters");
    }

    /// <summary>One line: as <see cref="Lines"/>, with a blank for each line end and tab; what is left out shows as an ellipsis.</summary>
    /// <param name="text">Anything; null is empty.</param>
    /// <param name="longest">At most so many characters, the ellipsis included, 1 to 1,000,000.</param>
    public static string OneLine(string? text, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        var room = (int)Math.Min(longest * 4L + 16, 1_000_000);
        var start = text is { Length: > 0 } && text.Length > room ? text[..room] : text;
        var line = Lines(start, 1_000_000).Replace('\n', ' ').Replace('\t', ' ').Trim();
        var isWhole = start?.Length == text?.Length;
        return line.Length <= longest && (isWhole || line.Length < longest) ? line + (isWhole ? "" : "…") : Cut(line, longest - 1) + "…";
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(character).Append(text[++i]);
            }
            else
            {
                clean.Append(MayBeShown(character) ? character : Replacement);
            }
        }

        return clean.ToString();
    }

    private static bool MayBeShown(char character) => character switch
    {
        '\n' or '\t' => true,
        // They turn the direction of what follows, or hide: source and names could be shown as what they are not.
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C' => false,
        '\u200B' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' => false,
        _ => !char.IsControl(character) && !char.IsSurrogate(character),
    };

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = longest > 0 && char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text[..end];
    }

    // Sequences of terminals: CSI, OSC and the other strings up to their end, and the short ones of two characters.
    [GeneratedRegex(
        @"(?:\x1B\[|\x9B)[0-?]{0,64}[ -/]{0,8}[@-~]?"
        + @"|(?:\x1B[\]PX^_]|[\x90\x98\x9D-\x9F])[^\x07\x1B\x9C\n]{0,1024}(?:\x07|\x1B\\|\x9C)?"
        + @"|\x1B[ -/]{0,4}[0-~]?")]
    private static partial Regex Escapes();
}
