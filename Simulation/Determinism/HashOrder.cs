using System.Collections.Frozen;
using System.Reflection.Metadata;
using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>
/// Which collections have an order that follows hash codes, or that nobody promises, with keys whose hash codes differ between processes.
/// .NET 10 enumerates a HashSet and a Dictionary by slots: in the order of insertion, until something is removed and its slot taken by
/// the next. So two replicas with equal sets but another past enumerate them differently. The others go by hash code.
/// </summary>
internal sealed class HashOrder(KnownTypes types)
{
    private const int MostBases = 100;
    private const string Generic = "System.Collections.Generic.";

    private static readonly FrozenSet<string> BySlot = new[]
    {
        Generic + "HashSet", Generic + "Dictionary", Generic + "Dictionary.KeyCollection", Generic + "Dictionary.ValueCollection",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> ByHashCode = new[]
    {
        "System.Collections.Hashtable", "System.Collections.Concurrent.ConcurrentDictionary",
        "System.Collections.Immutable.ImmutableHashSet", "System.Collections.Immutable.ImmutableHashSet.Builder",
        "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Immutable.ImmutableDictionary.Builder",
        "System.Collections.Frozen.FrozenSet", "System.Collections.Frozen.FrozenDictionary",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> StableKeys = new[]
    {
        "Boolean", "Byte", "SByte", "Char", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "IntPtr", "UIntPtr", "Single",
        "Double", "Decimal", "Int128", "UInt128", "Half", "Guid", "DateTime", "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly",
    }.Select(name => "System." + name).ToFrozenSet();

    public KnownTypes Types => types;

    /// <summary>The collection in hash order that a type is or derives from; null if it is none, or its keys make no difference.</summary>
    public TypeShape? Of(TypeShape? type)
    {
        // Bases end, but in a broken image.
        for (var bases = 0; type is not null && bases < MostBases; type = types.BaseOf(type), bases++)
        {
            var isByHashCode = ByHashCode.Contains(type.FullName);
            if (!isByHashCode && !BySlot.Contains(type.FullName)) continue;
            // Hashtable has no type of keys: it may hold all.
            return type.Arguments.Count == 0 || !IsStable(type.Arguments[0], isByHashCode, []) ? type : null;
        }

        return null;
    }

    /// <summary>Whether a key has the same hash code in every process and every run.</summary>
    public bool IsStable(TypeShape key) => IsStable(key, isByHashCode: true, []);

    private bool IsStable(TypeShape key, bool isByHashCode, HashSet<string> open)
    {
        if (StableKeys.Contains(key.Key)) return true;
        if (key.FullName == "System.Nullable" && key.Arguments.Count == 1) return IsStable(key.Arguments[0], isByHashCode, open);
        // The hash code of a tuple is that of HashCode.Combine, with a seed for each process.
        if (key.FullName == "System.ValueTuple") return false;
        if (!types.IsKnown(key)) return key.Kind == ShapeKind.Value;
        if (types.IsEnum(key) || !open.Add(key.Display)) return true;
        if (key.Depth > KnownTypes.DeepestType) return false;
        // A record that is a class mixes in the hash code of its Type, which is an identity.
        if (isByHashCode && !types.IsValueType(key)) return false;
        return types.HashCodeOf(key) is { } own
            && !UsesSeed(own.Module, own.Method)
            && types.FieldsOf(key).All(field => IsStable(field.Type, isByHashCode, open));
    }

    private static bool UsesSeed(ScannedModule module, MethodDefinition method) =>
        module.BodyOf(method) is { } body
        && InstructionReader.Read(body.GetILReader())
            .Where(at => at.Code.OperandType == System.Reflection.Emit.OperandType.InlineMethod)
            .Any(at => module.MemberOf(at.Operand)?.Declaring.Key == "System.HashCode");
}
