using System.Reflection;

namespace Course.Simulation.Fingerprints;

/// <summary>How objects of one type are walked: what their name is, and which of their fields are state.</summary>
internal sealed class TypePlan
{
    private TypePlan(Type type)
    {
        IsConstant = StateRules.IsConstant(type);
        // Proxies are made at run time; their names tell only how many were made before.
        var named = type.Assembly.IsDynamic
            ? type.GetInterfaces().FirstOrDefault(implemented => !implemented.Assembly.IsDynamic && implemented.IsPublic) ?? type.BaseType!
            : type;
        var writer = new CanonicalWriter();
        writer.Write(named.ToString());
        Name = (long)(ulong)(writer.Fingerprint.Value >> 64);
        IsOpaque = type.IsPointer || type == typeof(IntPtr) || type == typeof(UIntPtr) || type.IsByRefLike
            || typeof(Thread).IsAssignableFrom(type) || typeof(WaitHandle).IsAssignableFrom(type)
            || typeof(System.Runtime.InteropServices.SafeHandle).IsAssignableFrom(type);
        Fields = IsConstant || IsOpaque ? [] : [.. FieldsOf(type)];
    }

    /// <summary>Stable short form of the type's name.</summary>
    public long Name { get; }

    public bool IsConstant { get; }

    /// <summary>What such an object is cannot be told: states that hold one are never merged.</summary>
    public bool IsOpaque { get; }

    public FieldInfo[] Fields { get; }

    public static TypePlan Of(Type type) => new(type);

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            var name = declaring.IsGenericType ? declaring.GetGenericTypeDefinition().FullName : declaring.FullName;
            foreach (var field in declaring.GetFields(own).OrderBy(field => field.MetadataToken))
            {
                if (!StateRules.IgnoredFields.ContainsKey($"{name}.{field.Name}")) yield return field;
            }
        }
    }
}
