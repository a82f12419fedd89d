using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Course.Simulation.Fingerprints;

/// <summary>
/// How objects of one type are walked: what their name is, and which of their fields are state. Everything that the type alone decides is
/// decided here, once.
/// </summary>
internal sealed class TypePlan
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private TypePlan(object example)
    {
        var type = example.GetType();
        Walk = WalkOf(type, example);
        // Proxies are made at run time; their names tell only how many were made before.
        var named = type.Assembly.IsDynamic
            ? type.GetInterfaces().FirstOrDefault(implemented => !implemented.Assembly.IsDynamic && implemented.IsPublic) ?? type.BaseType!
            : type;
        var writer = new CanonicalWriter();
        writer.Write(named.ToString());
        Name = (long)(ulong)(writer.Fingerprint.Value >> 64);
        Fields = Walk is TypeWalk.Fields or TypeWalk.ValueFields ? [.. FieldsOf(type)] : [];
        if (Fields.Any(field => field.FieldType.IsPointer)) Walk = TypeWalk.Opaque;
        if (Walk != TypeWalk.Ordered) return;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition != typeof(Dictionary<,>) && definition != typeof(HashSet<>)) return;
        FreeCount = type.GetField("_freeCount", Own);
        FreeList = type.GetField("_freeList", Own);
    }

    /// <summary>Stable short form of the type's name.</summary>
    public long Name { get; }

    public TypeWalk Walk { get; }

    /// <summary>The fields that are state, where objects are walked by field.</summary>
    public FieldInfo[] Fields { get; }

    /// <summary>How many holes a collection has where items were removed; null for a collection without such holes.</summary>
    public FieldInfo? FreeCount { get; }

    /// <summary>Where the first of these holes is.</summary>
    public FieldInfo? FreeList { get; }

    /// <summary>The plan of an object's type.</summary>
    public static TypePlan Of(object example) => new(example);

    private static TypeWalk WalkOf(Type type, object example)
    {
        if (type.IsValueType) return WalkOfValue(type, example);
        if (StateRules.TextOf(example) is not null) return TypeWalk.Text;
        if (StateRules.IsConstant(type)) return TypeWalk.Constant;
        if (IsOpaque(type)) return TypeWalk.Opaque;
        return example switch
        {
            byte[] => TypeWalk.Bytes,
            Array => TypeWalk.Array,
            Delegate => TypeWalk.Delegate,
            SemaphoreSlim => TypeWalk.Semaphore,
            CancellationTokenSource => TypeWalk.Cancellation,
            IEnumerable when IsUnordered(type) => TypeWalk.Unordered,
            IEnumerable when type.Namespace is "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections"
                or "System.Collections.ObjectModel" => TypeWalk.Ordered,
            _ => TypeWalk.Fields,
        };
    }

    private static TypeWalk WalkOfValue(Type type, object example) => example switch
    {
        bool => TypeWalk.Bool,
        int => TypeWalk.Int,
        long => TypeWalk.Long,
        byte => TypeWalk.Byte,
        Enum or sbyte or short or ushort or uint or ulong or char or float or double or decimal or Guid or UInt128 or Int128
            => TypeWalk.Formatted,
        ReadOnlyMemory<byte> or Memory<byte> => TypeWalk.Memory,
        _ when IsOpaque(type) => TypeWalk.Opaque,
        _ when StateRules.IsConstant(type) => TypeWalk.ValueConstant,
        _ => TypeWalk.ValueFields,
    };

    /// <summary>What such an object is cannot be told: states that hold one are never merged.</summary>
    private static bool IsOpaque(Type type) =>
        type.IsPointer || type == typeof(IntPtr) || type == typeof(UIntPtr) || type.IsByRefLike
        || typeof(Thread).IsAssignableFrom(type) || typeof(WaitHandle).IsAssignableFrom(type)
        || typeof(System.Runtime.InteropServices.SafeHandle).IsAssignableFrom(type);

    /// <summary>Collections whose order of enumeration differs between processes.</summary>
    private static bool IsUnordered(Type type) =>
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConcurrentDictionary<,>))
        || type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen";

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            var name = declaring.IsGenericType ? declaring.GetGenericTypeDefinition().FullName : declaring.FullName;
            foreach (var field in declaring.GetFields(Own).OrderBy(field => field.MetadataToken))
            {
                if (!StateRules.IgnoredFields.ContainsKey($"{name}.{field.Name}")) yield return field;
            }
        }
    }
}
