using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Course.Tests.House;

/// <summary>One static field of a built assembly, read from its metadata: nothing is loaded, no initializer runs.</summary>
/// <param name="Name">Declaring type and field, such as "ContractDescriptor.Known".</param>
/// <param name="Type">The field's type as it stands in the signature.</param>
/// <param name="IsReadOnly">Whether it is written once only.</param>
/// <param name="IsImmutable">Whether it is read-only and its type is known to be immutable.</param>
internal sealed record StaticField(string Name, string Type, bool IsReadOnly, bool IsImmutable)
{
    // What the compiler keeps beside the code: caches of lambdas and delegates, and the data of constant arrays.
    private static readonly string[] CompilersOwn = ["<>", "<Private"];

    private static readonly HashSet<string> ImmutableTypes =
    [
        "Boolean", "Byte", "SByte", "Char", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double",
        "String", "Decimal", "System.TimeSpan", "System.DateTime", "System.DateTimeOffset", "System.Guid", "System.Type", "System.Version",
        "System.ReadOnlyMemory<Byte>", "System.Text.UTF8Encoding", "System.Text.Encodings.Web.JavaScriptEncoder", "System.StringComparer",
    ];

    private static readonly string[] ImmutableFamilies =
        ["System.Buffers.SearchValues<", "System.Collections.Frozen.", "System.Collections.Immutable.Immutable"];

    /// <summary>All static fields of an assembly that are neither constants nor the compiler's own.</summary>
    public static IReadOnlyList<StaticField> Of(string assemblyFile)
    {
        using var image = new PEReader(File.OpenRead(assemblyFile));
        var reader = image.GetMetadataReader();
        var ownTypes = OwnTypes(reader);
        var fields =
            from typeHandle in reader.TypeDefinitions
            let type = reader.GetTypeDefinition(typeHandle)
            let typeName = SignatureNames.NameOf(reader, typeHandle)
            where !CompilersOwn.Any(mark => reader.GetString(type.Name).StartsWith(mark, StringComparison.Ordinal))
            from fieldHandle in type.GetFields()
            let field = reader.GetFieldDefinition(fieldHandle)
            where field.Attributes.HasFlag(FieldAttributes.Static) && !field.Attributes.HasFlag(FieldAttributes.Literal)
            let fieldType = field.DecodeSignature(new SignatureNames(), null)
            let isReadOnly = field.Attributes.HasFlag(FieldAttributes.InitOnly)
            select new StaticField(
                $"{typeName}.{PropertyOrField(reader.GetString(field.Name))}",
                fieldType,
                isReadOnly,
                isReadOnly && IsImmutableType(fieldType, reader, ownTypes, []));
        return [.. fields];
    }

    private static Dictionary<string, TypeDefinitionHandle> OwnTypes(MetadataReader reader) =>
        reader.TypeDefinitions.GroupBy(handle => SignatureNames.FullNameOf(reader, handle))
            .ToDictionary(group => group.Key, group => group.First());

    /// <summary>
    /// A type of the base library that is known to be immutable, or an own one whose fields are written once and immutable too.
    /// </summary>
    private static bool IsImmutableType(
        string type, MetadataReader reader, Dictionary<string, TypeDefinitionHandle> ownTypes, HashSet<string> open)
    {
        if (ImmutableTypes.Contains(type)) return true;
        if (ImmutableFamilies.Any(family => type.StartsWith(family, StringComparison.Ordinal))) return true;
        if (!ownTypes.TryGetValue(type, out var handle)) return false;
        if (!open.Add(type) || IsEnum(reader, handle)) return true;
        return reader.GetTypeDefinition(handle).GetFields().Select(reader.GetFieldDefinition)
            .Where(field => !field.Attributes.HasFlag(FieldAttributes.Static))
            .All(field => field.Attributes.HasFlag(FieldAttributes.InitOnly)
                && IsImmutableType(field.DecodeSignature(new SignatureNames(), null), reader, ownTypes, open));
    }

    private static bool IsEnum(MetadataReader reader, TypeDefinitionHandle handle) =>
        reader.GetTypeDefinition(handle).GetFields().Any(field => reader.GetString(reader.GetFieldDefinition(field).Name) == "value__");

    // The field behind a static property is as static as any other.
    private static string PropertyOrField(string field) =>
        field.StartsWith('<') && field.EndsWith(">k__BackingField", StringComparison.Ordinal)
            ? field[1..field.IndexOf('>', StringComparison.Ordinal)] : field;
}
