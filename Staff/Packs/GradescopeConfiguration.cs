using System.Text.Json;

namespace Course.Staffing.Packs;

/// <summary>What the pack's maker decided, in gradescope.json at the pack's root.</summary>
/// <param name="Lab">The lab that is graded; null for all.</param>
/// <param name="Minutes">Between two submissions of a student that are graded; 0 for no limit.</param>
/// <param name="IsHiddenAlwaysRun">Whether hidden tests run before the due date as well.</param>
internal sealed record GradescopeConfiguration(int? Lab, int Minutes, bool IsHiddenAlwaysRun)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "gradescope.json";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>As the file holds it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Web) + "\n";

    /// <summary>Reads the file.</summary>
    /// <exception cref="StaffException">It is missing or no such file.</exception>
    public static GradescopeConfiguration Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<GradescopeConfiguration>(File.ReadAllText(path), Web)
                ?? throw new JsonException("it is null.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StaffException($"{path} is not the configuration of a pack: {e.Message} Make the pack again.");
        }
    }
}
