using System.Reflection;
using System.Reflection.Metadata;

namespace Course.Simulation.Determinism.Reading;

/// <summary>The types whose definitions can be read: those of the scanned assemblies, and of the kit that they refer to.</summary>
internal sealed class KnownTypes
{
    /// <summary>
    /// How deep generic arguments may be nested in a type whose fields are judged. A <c>Node&lt;T&gt;</c> with a field of type
    /// <c>Node&lt;Node&lt;T&gt;&gt;</c> would have no end; what is deeper counts as not known.
    /// </summary>
    public const int DeepestType = 8;

    private readonly Dictionary<string, (ScannedModule Module, TypeDefinitionHandle Handle)> _types = [];
    private readonly HashSet<string> _scanned = [];

    /// <param name="scanned">The assemblies under the scan; a type of theirs wins over one of the kit with its name.</param>
    /// <param name="kit">Read for the fields of its types only.</param>
    public KnownTypes(IEnumerable<ScannedModule> scanned, IEnumerable<ScannedModule> kit)
    {
        foreach (var module in scanned) Add(module, isScanned: true);
        foreach (var module in kit) Add(module, isScanned: false);
    }

    /// <summary>Whether the code of the type's methods is under the scan.</summary>
    public bool IsScanned(TypeShape type) => _scanned.Contains(type.Key);

    public bool IsKnown(TypeShape type) => _types.ContainsKey(type.Key);

    public bool IsEnum(TypeShape type) => BaseOf(type)?.Key == "System.Enum";

    public bool IsValueType(TypeShape type) => BaseOf(type)?.Key is "System.ValueType" or "System.Enum";

    public bool IsInterface(TypeShape type) =>
        _types.TryGetValue(type.Key, out var found)
        && found.Module.Reader.GetTypeDefinition(found.Handle).Attributes.HasFlag(TypeAttributes.Interface);

    public bool IsDelegate(TypeShape type) => BaseOf(type)?.Key == "System.MulticastDelegate";

    /// <summary>The base type with this type's arguments in it; null if the type is not known or has none.</summary>
    public TypeShape? BaseOf(TypeShape type)
    {
        if (!_types.TryGetValue(type.Key, out var found)) return null;
        var parent = found.Module.Reader.GetTypeDefinition(found.Handle).BaseType;
        return parent.IsNil ? null : found.Module.TypeOf(parent).Substitute(type.Arguments, []);
    }

    /// <summary>The instance fields that the type itself declares, with this type's arguments in them.</summary>
    public IEnumerable<(TypeShape Type, bool IsReadOnly)> FieldsOf(TypeShape type)
    {
        if (!_types.TryGetValue(type.Key, out var found)) yield break;
        var reader = found.Module.Reader;
        foreach (var handle in reader.GetTypeDefinition(found.Handle).GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if (field.Attributes.HasFlag(FieldAttributes.Static)) continue;
            var isReadOnly = field.Attributes.HasFlag(FieldAttributes.InitOnly);
            yield return (found.Module.FieldTypeOf(field).Substitute(type.Arguments, []), isReadOnly);
        }
    }

    /// <summary>The type's own <c>GetHashCode()</c>; null if it declares none.</summary>
    public (ScannedModule Module, MethodDefinition Method)? HashCodeOf(TypeShape type)
    {
        if (!_types.TryGetValue(type.Key, out var found)) return null;
        var reader = found.Module.Reader;
        foreach (var handle in reader.GetTypeDefinition(found.Handle).GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (reader.StringComparer.Equals(method.Name, "GetHashCode") && found.Module.MemberOf(handle).Parameters.Count == 0)
                return (found.Module, method);
        }

        return null;
    }

    private void Add(ScannedModule module, bool isScanned) => module.Guarded(() =>
    {
        foreach (var handle in module.Reader.TypeDefinitions)
        {
            var key = module.TypeOf((EntityHandle)handle).Key;
            _types.TryAdd(key, (module, handle));
            if (isScanned) _scanned.Add(key);
        }

        return true;
    });
}
