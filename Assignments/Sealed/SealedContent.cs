using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Assignments.Sealed;

/// <summary>What is under a seal: scenarios as JSON.</summary>
/// <param name="Version">1.</param>
/// <param name="Scenarios">In the order in which they are played; at most 1,000.</param>
public sealed record SealedContent(int Version, IReadOnlyList<SealedScenario> Scenarios)
{
    private const int MaximumScenarios = 1000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="SealException">It breaks a rule; the message names it.</exception>
    public static SealedContent Parse(string text)
    {
        try
        {
            var content = JsonSerializer.Deserialize<SealedContent>(text, Options) ?? throw new SealException("the content is empty.");
            return Problem(content) is { } problem ? throw new SealException(problem) : content;
        }
        catch (JsonException e)
        {
            throw new SealException($"the content is no list of scenarios: {e.Message}");
        }
    }

    private static string? Problem(SealedContent content)
    {
        if (content.Version != 1) return $"the content has version {content.Version}; this kit reads version 1.";
        if (content.Scenarios.Count is 0 or > MaximumScenarios)
            return $"the content has {content.Scenarios.Count} scenarios: 1 to {MaximumScenarios} are allowed.";
        if (content.Scenarios.GroupBy(scenario => scenario.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"two scenarios are called '{twice.Key}': give each a name of its own.";
        foreach (var scenario in content.Scenarios)
        {
            if (string.IsNullOrWhiteSpace(scenario.Name)) return "a scenario has no name.";
            if (LabCatalogue.Shared.Find(scenario.Part) is null)
                return $"'{scenario.Name}' is of {scenario.Part}, which is no part of a lab.";
            if (scenario.Points is not (> 0 and <= 1000)) return $"'{scenario.Name}' has {scenario.Points} points: above 0, at most 1000.";
            if (scenario.Buffering is not ("replicated" or "distributed"))
                return $"'{scenario.Name}' has buffering '{scenario.Buffering}': replicated or distributed.";
        }

        return null;
    }
}
