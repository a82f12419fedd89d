using System.Text.RegularExpressions;
using Course.Staffing.Regions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>
/// Twelve tokens in a row that occur only inside regions that are not given, and the same in words: the form in which a document, a comment
/// or a string would tell them. Constant; any thread.
/// </summary>
internal sealed partial class SolutionWindows
{
    /// <summary>How many tokens, or words, in a row are too many to be chance.</summary>
    public const int Length = 12;

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _firstWords = new(StringComparer.Ordinal);

    /// <param name="files">The C# files of the reference that are given, by path, with their regions.</param>
    /// <param name="solved">The labs whose regions are given.</param>
    public SolutionWindows(IEnumerable<MarkedFile> files, IReadOnlyList<int> solved)
    {
        var tokensOutside = new HashSet<string>(StringComparer.Ordinal);
        var wordsOutside = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, run) in files.SelectMany(file => Runs(file, solved)))
        {
            foreach (var window in Windows(run.Select(token => token.Text).ToList()))
            {
                if (place is null) tokensOutside.Add(window.Text);
                else _tokens.TryAdd(window.Text, place);
            }

            var words = run.SelectMany((token, number) => WordsOf(token.Text)
                .Select(word => (Word: word.Value, Token: number, token.IsString)))
                .ToList();
            foreach (var window in Windows(words.Select(word => word.Word).ToList()))
            {
                if (place is null) wordsOutside.Add(window.Text);
                // A message quoted in a document is no solution.
                else if (!words[window.At].IsString || words[window.At].Token != words[window.At + Length - 1].Token)
                    _words.TryAdd(window.Text, place);
            }
        }

        foreach (var window in tokensOutside) _tokens.Remove(window);
        foreach (var window in wordsOutside) _words.Remove(window);
        foreach (var window in _words.Keys) _firstWords.Add(window[..window.IndexOf(' ', StringComparison.Ordinal)]);
    }

    /// <summary>How many windows of tokens occur only inside.</summary>
    public int Count => _tokens.Count;

    /// <summary>What a C# text tells: the line, and the region's place.</summary>
    public IEnumerable<(int Line, string Place)> InSource(string text)
    {
        var lines = SourceText.From(text).Lines;
        var tokens = SyntaxFactory.ParseTokens(text).ToList();
        foreach (var window in Windows(tokens.Select(token => token.Text).ToList()))
        {
            if (!_tokens.TryGetValue(window.Text, out var place)) continue;
            yield return (lines.GetLineFromPosition(tokens[window.At].SpanStart).LineNumber + 1, place);
        }
    }

    /// <summary>What any text tells in words.</summary>
    public IEnumerable<(int Line, string Place)> InWords(string text)
    {
        var words = WordsOf(text);
        for (var at = 0; at + Length <= words.Count; at++)
        {
            if (!_firstWords.Contains(words[at].Value)) continue;
            var window = string.Join(' ', words.Skip(at).Take(Length).Select(word => word.Value));
            if (_words.TryGetValue(window, out var place)) yield return (text.AsSpan(0, words[at].Index).Count('\n') + 1, place);
        }
    }

    /// <summary>Tokens that follow one another inside the body of one region, or outside of all; the place is null outside.</summary>
    private static IEnumerable<(string? Place, List<(string Text, bool IsString)> Run)> Runs(MarkedFile file, IReadOnlyList<int> solved)
    {
        var lines = SourceText.From(file.Text).Lines;
        var regions = file.Regions.Where(region => !solved.Contains(region.Part[1] - '0')).ToList();
        SolutionRegion? current = null;
        var run = new List<(string, bool)>();
        foreach (var token in SyntaxFactory.ParseTokens(file.Text))
        {
            var line = lines.GetLineFromPosition(token.SpanStart).LineNumber + 1;
            var region = regions.Find(region => region.FirstLine < line && line < region.LastLine);
            if (region != current && run.Count > 0)
            {
                yield return (PlaceOf(file, current), run);
                run = [];
            }

            current = region;
            run.Add((token.Text, token.Text.Contains('"', StringComparison.Ordinal)));
        }

        yield return (PlaceOf(file, current), run);
        // Prompt and stub are told on purpose; a stub that tells all fails the proof of 0 %.
        foreach (var told in regions.SelectMany(region => new[] { region.Prompt, region.Stub }))
        {
            yield return (null, [.. SyntaxFactory.ParseTokens(string.Join('\n', told)).Select(token => (token.Text, false))]);
        }
    }

    private static string? PlaceOf(MarkedFile file, SolutionRegion? region) =>
        region is null ? null : $"{region.Part} ({file.Path}:{region.FirstLine})";

    private static IEnumerable<(string Text, int At)> Windows(List<string> parts)
    {
        for (var at = 0; at + Length <= parts.Count; at++) yield return (string.Join(' ', parts.GetRange(at, Length)), at);
    }

    private static List<Match> WordsOf(string text) => [.. Word().Matches(text).Cast<Match>()];

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*|\p{Nd}+")]
    private static partial Regex Word();
}
