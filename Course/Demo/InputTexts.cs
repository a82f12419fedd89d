using System.Text;

namespace Course.Commands.Demo;

/// <summary>The lines that a demo broadcasts.</summary>
internal static class InputTexts
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz      ";

    /// <summary>The text that ships with the examples, each line once.</summary>
    public static IReadOnlyList<string> Shipped()
    {
        using var stream = typeof(InputTexts).Assembly.GetManifestResourceStream("harbor.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The lines of a file; with a count, cut there or begun again from the top.</summary>
    /// <exception cref="CommandException">The file cannot be read or has no line.</exception>
    public static IReadOnlyList<string> FromFile(string path, int? count)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--input {path} cannot be read: {e.Message}");
        }

        if (lines.Length == 0) throw new CommandException($"--input {path} has no line; a demo needs something to broadcast.");
        return count is { } wanted ? [.. Enumerable.Range(0, wanted).Select(i => lines[i % lines.Length])] : lines;
    }

    /// <summary>Made-up lines of an exact size; equal seeds give equal lines.</summary>
    /// <param name="count">Lines.</param>
    /// <param name="size">Bytes of each, from 1.</param>
    /// <param name="seed">Chooses the letters.</param>
    public static IReadOnlyList<string> MadeUp(int count, int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new string(random.GetItems<char>(Letters, size)))];
    }
}
