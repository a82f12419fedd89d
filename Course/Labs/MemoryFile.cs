using System.Text.Json;

namespace Course.Commands.Labs;

/// <summary>
/// A file in which the command remembers something between its runs. It may be deleted at any time, and one that cannot be read is left
/// aside: nothing depends on it but comfort.
/// </summary>
internal static class MemoryFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What was remembered; null if nothing was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isWhole">Whether nothing in it is missing.</param>
    /// <param name="note">One line for the student if the file is damaged; else null.</param>
    public static T? Read<T>(string path, Func<T, bool> isWhole, out string? note)
        where T : class
    {
        note = null;
        if (!File.Exists(path)) return null;
        try
        {
            var value = JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options);
            return value is not null && isWhole(value) ? value : throw new JsonException("something in it is missing");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            note = $"note: {path} is damaged and is begun afresh ({e.Message.ReplaceLineEndings(" ")})";
            return null;
        }
    }

    public static void Write<T>(string path, T value)
        where T : class => Write(path, JsonSerializer.Serialize(value, Options));

    /// <summary>As a whole or not at all: the old text stays if the new one cannot be written.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path + ".new", text);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {e.Message}", ExitCode.Failed);
        }
    }
}
