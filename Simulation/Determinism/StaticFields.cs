using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>The static fields of one assembly: they outlive a run, and all peers of a process share them.</summary>
internal sealed class StaticFields(ScannedModule module, Immutability immutability)
{
    private readonly Dictionary<string, List<(Use Use, MethodDefinitionHandle Method)>> _uses = [];

    /// <summary>Notes what a method does with a static field.</summary>
    public void Note(Use use, MethodDefinitionHandle method)
    {
        if (use.Code.Name is not { } name || !name.Contains("sfld", StringComparison.Ordinal)) return;
        if (!_uses.TryGetValue(use.Member.Key, out var uses)) _uses[use.Member.Key] = uses = [];
        uses.Add((use, method));
    }

    /// <summary>What is wrong with the fields; to be asked when all methods were seen.</summary>
    public IEnumerable<DeterminismFinding> Findings()
    {
        var reader = module.Reader;
        foreach (var typeHandle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(typeHandle);
            // What the compiler keeps: the caches of lambdas, the data of constant arrays.
            if (WrittenNames.IsCompilers(reader.GetString(type.Name))) continue;
            foreach (var handle in type.GetFields())
            {
                var field = reader.GetFieldDefinition(handle);
                if (!field.Attributes.HasFlag(FieldAttributes.Static) || field.Attributes.HasFlag(FieldAttributes.Literal)) continue;
                if (Judge(handle, field) is not { } verdict) continue;
                var (file, line) = PlaceOf(handle);
                yield return new DeterminismFinding(
                    verdict.Rule, file, line, WrittenNames.TypeOf(reader, typeHandle),
                    WrittenNames.MemberOf(reader, typeHandle, reader.GetString(field.Name)), verdict.What, verdict.Why, verdict.Instead);
            }
        }
    }

    private (string Rule, string What, string Why, string Instead)? Judge(FieldDefinitionHandle handle, FieldDefinition field)
    {
        var type = module.FieldTypeOf(field);
        const string keep = "Keep the value in a field of the object that owns it";
        if (HasAttribute(field, "System.ThreadStaticAttribute"))
            return ("thread state", "is a field of each thread", "what it holds depends on the thread that runs", keep);
        if (!field.Attributes.HasFlag(FieldAttributes.InitOnly))
            return ("static state", "is a static field that can be written", "it carries over to the next run and the next peer", keep);
        if (immutability.Of(type)) return null;
        // Nothing was ever stored: null for ever.
        var stores = UsesOf(handle).Where(found => IsStore(found.Use)).Select(found => found.Use.Arguments[0]);
        if (stores.All(stored => stored.IsStateless || (stored.Type is { } kind && immutability.Of(kind)))) return null;
        return (
            "static state", $"is a static field of type {type.Display}, which can be changed",
            "what it holds carries over to the next run and the next peer",
            "Use an immutable type (string, ImmutableArray, FrozenDictionary, a record of read-only parts), or keep it in an object");
    }

    // A field has no line of its own: that where it is set, or else first used, is next to it or leads there.
    private (string? File, int Line) PlaceOf(FieldDefinitionHandle handle) => UsesOf(handle)
        .OrderByDescending(found => IsStore(found.Use) && IsStaticConstructor(found.Method)).ThenByDescending(found => IsStore(found.Use))
        .Select(found => module.Lines.At(found.Method, found.Use.Offset))
        .FirstOrDefault(place => place.File is not null);

    private static bool IsStore(Use use) => use.Arguments.Count > 0;

    private List<(Use Use, MethodDefinitionHandle Method)> UsesOf(FieldDefinitionHandle handle) =>
        _uses.GetValueOrDefault(module.MemberOf(MetadataTokens.GetToken(handle))!.Key) ?? [];

    private bool IsStaticConstructor(MethodDefinitionHandle method) =>
        module.Reader.StringComparer.Equals(module.Reader.GetMethodDefinition(method).Name, ".cctor");

    private bool HasAttribute(FieldDefinition field, string name) => field.GetCustomAttributes()
        .Select(handle => module.Reader.GetCustomAttribute(handle).Constructor)
        .Any(constructor => module.MemberOf(MetadataTokens.GetToken(constructor))?.Declaring.Key == name);
}
