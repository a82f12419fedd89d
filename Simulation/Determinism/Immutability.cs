using System.Collections.Frozen;
using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>Which types hold nothing that can change.</summary>
internal sealed class Immutability(KnownTypes types)
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "System.Boolean", "System.Byte", "System.SByte", "System.Char", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.Single", "System.Double", "System.Decimal", "System.Half", "System.Int128",
        "System.UInt128", "System.IntPtr", "System.UIntPtr", "System.String", "System.Guid", "System.DateTime", "System.DateTimeOffset",
        "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Version", "System.Uri", "System.Type", "System.Index",
        "System.Range", "System.Numerics.BigInteger", "System.Text.Rune", "System.Text.Encoding", "System.Text.UTF8Encoding",
        "System.Text.CompositeFormat", "System.Text.RegularExpressions.Regex", "System.StringComparer", "System.Buffers.SearchValues",
        "System.Collections.Generic.Comparer", "System.Collections.Generic.EqualityComparer", "System.Threading.CancellationToken",
        "System.Text.Encodings.Web.JavaScriptEncoder",
    }.ToFrozenSet();

    /// <summary>Types that are immutable if their arguments are.</summary>
    private static readonly FrozenSet<string> IfArgumentsAre = new[]
    {
        "System.Nullable", "System.ValueTuple", "System.Tuple", "System.Collections.Generic.KeyValuePair", "System.ReadOnlyMemory",
        "System.Collections.Frozen.FrozenSet", "System.Collections.Frozen.FrozenDictionary",
        "System.Collections.Immutable.ImmutableArray", "System.Collections.Immutable.ImmutableList",
        "System.Collections.Immutable.ImmutableHashSet", "System.Collections.Immutable.ImmutableDictionary",
        "System.Collections.Immutable.ImmutableSortedSet", "System.Collections.Immutable.ImmutableSortedDictionary",
        "System.Collections.Immutable.ImmutableQueue", "System.Collections.Immutable.ImmutableStack",
    }.ToFrozenSet();

    /// <summary>Whether a value of the type can never change; false for every type that is not known.</summary>
    public bool Of(TypeShape type) => Of(type, []);

    private bool Of(TypeShape type, HashSet<string> open)
    {
        if (Known.Contains(type.FullName)) return true;
        if (IfArgumentsAre.Contains(type.FullName)) return type.Arguments.All(argument => Of(argument, open));
        if (!types.IsKnown(type)) return type.Kind == ShapeKind.Value && type.Arguments.Count == 0 && type.Namespace == "System";
        if (types.IsEnum(type)) return true;
        if (types.IsInterface(type) || types.IsDelegate(type)) return false;
        if (type.Depth > KnownTypes.DeepestType) return false;
        // A type that holds itself is as immutable as the rest of it.
        if (!open.Add(type.Display)) return true;
        var isValue = types.IsValueType(type);
        // What a read-only field holds as a value cannot be written at all; what it refers to can, unless that is read-only too.
        return types.FieldsOf(type).All(field => (isValue || field.IsReadOnly) && Of(field.Type, open))
            && (isValue || types.BaseOf(type) is not { } parent || parent.Key == "System.Object" || Of(parent, open));
    }
}
