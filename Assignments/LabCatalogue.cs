using System.Text.Json;

namespace Course.Assignments;

/// <summary>The labs and their parts, as Assignments/Labs/*.json tells them. Reads once, then constant; any thread.</summary>
public sealed class LabCatalogue
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<LabCatalogue> FromThisAssembly = new(Embedded);
    private readonly Dictionary<string, Part> _parts;

    /// <summary>Of these labs.</summary>
    internal LabCatalogue(IEnumerable<Lab> labs)
    {
        Labs = [.. labs.OrderBy(lab => lab.Number)];
        _parts = Labs.SelectMany(lab => lab.Parts).ToDictionary(part => part.Id);
    }

    /// <summary>The labs of this product.</summary>
    public static LabCatalogue Shared => FromThisAssembly.Value;

    /// <summary>In order.</summary>
    public IReadOnlyList<Lab> Labs { get; }

    /// <summary>All parts, in order.</summary>
    public IEnumerable<Part> Parts => Labs.SelectMany(lab => lab.Parts);

    /// <summary>The part with an id; null if there is none.</summary>
    public Part? Find(string id) => _parts.GetValueOrDefault(id);

    /// <summary>Everything that a part stands on, directly or through others, without itself.</summary>
    public IReadOnlySet<string> AllRequired(string id)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>(Find(id)?.Requires ?? []);
        while (open.TryPop(out var next))
        {
            if (!found.Add(next)) continue;
            foreach (var further in Find(next)?.Requires ?? []) open.Push(further);
        }

        return found;
    }

    private static LabCatalogue Embedded()
    {
        var assembly = typeof(LabCatalogue).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal));
        return new LabCatalogue(names.Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize<Lab>(stream, Reading) ?? throw new InvalidDataException($"{name} is empty.");
        }));
    }
}
