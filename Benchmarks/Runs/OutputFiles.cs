using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Commands;

namespace Course.Benchmarks.Runs;

/// <summary>The files that a command was asked for.</summary>
internal sealed class OutputFiles
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string? _json;

    /// <exception cref="CommandException">One of them cannot be written; found before anything is measured.</exception>
    public OutputFiles(string? json)
    {
        _json = json;
        if (json is not null) Write("--json", json, "");
    }

    public void Write<T>(T report)
    {
        if (_json is not null) Write("--json", _json, JsonSerializer.Serialize(report, Format) + "\n");
    }

    public static void Write(string option, string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{option} '{file}' cannot be written: {exception.Message} Choose another file.");
        }
    }
}
