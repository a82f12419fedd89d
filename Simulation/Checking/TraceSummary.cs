using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>The file <c>summary.json</c> beside the traces: what whoever ran the peers did to them.</summary>
public sealed record TraceSummary
{
    public const string FileName = "summary.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All peers of the run, in join order.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    public IReadOnlyList<string> Killed { get; init; } = [];

    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>As <see cref="RunFacts.Left"/>: empty means that goodbyes belong to the end of the run, null that nobody knows.</summary>
    public IReadOnlyList<string>? Left { get; init; }

    public long? Seed { get; init; }

    /// <summary>
    /// The options of the run, for people; the member <c>uniform</c>, if true, makes the uniform properties required, and
    /// <c>linksLeaveGaps</c>, if true, says that links could lose frames or let them overtake one another.
    /// </summary>
    public JsonObject? Options { get; init; }

    /// <summary>What was seen; the member <c>vacuous</c>, a text, says why the run shows nothing.</summary>
    public JsonObject? Witness { get; init; }

    /// <summary>Outcome by name of the guarantee.</summary>
    public JsonObject? Verdicts { get; init; }

    /// <summary>What the guard said when it ended the run; null if it did not fire.</summary>
    public string? Hang { get; init; }

    /// <exception cref="TraceFormatException">Names the file and what is wrong with it.</exception>
    public static TraceSummary Parse(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<TraceSummary>(json, Format)
                ?? throw new TraceFormatException($"{file}: a summary is one JSON object, and this is null (docs/trace-format.md)");
        }
        catch (JsonException broken)
        {
            throw new TraceFormatException($"{file}: a summary is one JSON object: {broken.Message} (docs/trace-format.md)", broken);
        }
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Format), (byte)'\n'];

    internal RunFacts ToFacts(IReadOnlyList<string> notes) => new()
    {
        Killed = Killed.ToHashSet(StringComparer.Ordinal),
        Stopped = Stopped.ToHashSet(StringComparer.Ordinal),
        Left = Left?.ToHashSet(StringComparer.Ordinal),
        IsUniform = IsSet("uniform"),
        LinksLeaveGaps = IsSet("linksLeaveGaps"),
        Vacuous = Witness?["vacuous"] is JsonValue vacuous && vacuous.TryGetValue(out string? why) ? why : null,
        Hang = Hang,
        Notes = notes,
    };

    private bool IsSet(string option) => Options?[option] is JsonValue value && value.TryGetValue(out bool isSet) && isSet;
}
