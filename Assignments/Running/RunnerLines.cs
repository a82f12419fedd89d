using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Assignments.Running;

/// <summary>
/// The lines between a runner and its parent: one JSON object a line. With a nonce, a line counts only if the nonce and a space stand
/// before it, so that nothing that the tested code prints can be taken for an outcome. Any thread.
/// </summary>
public static class RunnerLines
{
    // A message may hold anything, half a character too, which JSON cannot write.
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>The line of an event, without its end.</summary>
    public static string Write(RunnerEvent what, string? nonce = null)
    {
        var line = JsonSerializer.Serialize(what, Options);
        return nonce is null ? line : $"{nonce} {line}";
    }

    /// <summary>The event of a line; null if it is none, or does not bear the nonce: such lines count for nothing.</summary>
    public static RunnerEvent? Read(string line, string? nonce = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (nonce is not null)
        {
            if (!line.StartsWith(nonce + " ", StringComparison.Ordinal)) return null;
            line = line[(nonce.Length + 1)..];
        }

        try
        {
            return JsonSerializer.Deserialize<RunnerEvent>(line, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The line of a request to a runner of many, without its end; in ASCII, since it is written as the system writes.</summary>
    /// <param name="arguments">What a runner of one would be given as arguments: run, and so on.</param>
    public static string WriteRequest(IReadOnlyList<string> arguments) => JsonSerializer.Serialize(arguments);

    /// <summary>The arguments of a line; null if it is no request.</summary>
    public static IReadOnlyList<string>? ReadRequest(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text as it may stand in a line: whole characters, and no more of them than a bound.</summary>
    internal static string Clean(string? text, int most)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var kept = text.Length <= most ? text : $"{text[..most]}\n… {text.Length - most} more characters";
        return Lenient.GetString(Lenient.GetBytes(kept));
    }
}
