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
        // Ratios to nothing, after runs that failed.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string? _json;
    private readonly string? _plot;

    /// <exception cref="CommandException">One of them cannot be written; found before anything is measured.</exception>
    public OutputFiles(string? json, string? plot = null)
    {
        (_json, _plot) = (json, plot);
        if (json is not null) Write("--json", json, "");
        if (plot is not null) Write("--plot", plot, "");
    }

    /// <summary>Writes the picture, if one is wanted.</summary>
    public void Draw(Func<string> picture)
    {
        if (_plot is not null) Write("--plot", _plot, picture());
    }

    /// <summary>Writes the figures, if they are wanted.</summary>
    public void Write<T>(T report)
    {
        if (_json is not null) Write("--json", _json, JsonSerializer.Serialize(report, Format) + "\n");
    }

    private static void Write(string option, string file, string text)
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
