using System.Reflection;
using System.Runtime.CompilerServices;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>
/// Decides how a class, record or struct lies on the wire: constructor parameters first, then settable members, base first; or
/// explicit keys. State that would be lost on the way is an error, not a surprise at the far side.
/// </summary>
internal sealed class ObjectPlanner(Type type, CodecCompiler compiler)
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;
    private const int MaximumKey = 1023;

    private readonly NullabilityInfoContext _nullability = new();

    public ObjectPlan Plan()
    {
        RefuseKindsWithoutForm();
        var members = Members();
        var (constructor, parameters) = ChooseConstructor(members);
        var slots = parameters.ConvertAll(pair => new ObjectSlot(pair.Member, pair.Parameter, IsOptional(pair.Member, pair.Parameter)));
        foreach (var member in members.Where(member => slots.TrueForAll(slot => slot.Member != member)))
        {
            if (IsSettable(member)) slots.Add(new ObjectSlot(member, null, !member.IsDefined(typeof(RequiredMemberAttribute))));
            else if (HoldsState(member)) throw Lost(member);
        }
        if (slots.Count == 0 && HasFields())
        {
            throw compiler.Refusal(
                type, "all its state is private",
                "Give it a constructor with parameters named like public properties, or settable properties");
        }
        return new ObjectPlan(constructor, Ordered(slots));
    }

    private void RefuseKindsWithoutForm()
    {
        if (type == typeof(object)) throw compiler.Refusal(type, "only declared types travel", "Declare the type that is meant");
        if (typeof(Delegate).IsAssignableFrom(type)) throw compiler.Refusal(type, "code does not travel", "Send the data instead");
        if (type.IsInterface || type.IsAbstract)
        {
            throw compiler.Refusal(
                type, "it is abstract and declares no closed set of cases",
                "Declare a concrete type, or add [Union(tag, typeof(Case))] to it");
        }
        var isSystem = type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;
        var isKnown = typeof(ITuple).IsAssignableFrom(type)
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
        if (isSystem && !isKnown)
        {
            throw compiler.Refusal(
                type, "the table of system types in docs/design/codec.md does not hold it", "Copy what is needed of it into a record");
        }
    }

    /// <summary>Public readable members, base first, in the order of declaration; of members that hide one another, the last.</summary>
    private List<MemberInfo> Members()
    {
        var all = type.GetProperties(Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Cast<MemberInfo>()
            .Concat(type.GetFields(Instance))
            .OrderBy(member => Generation(member.DeclaringType!))
            .ThenBy(member => member is FieldInfo ? 1 : 0)
            .ThenBy(member => member.MetadataToken)
            .ToList();
        return all.FindAll(member => all.FindLast(other => other.Name == member.Name) == member);
    }

    private (ConstructorInfo? Constructor, List<(MemberInfo Member, ParameterInfo Parameter)> Parameters) ChooseConstructor(
        List<MemberInfo> members)
    {
        var candidates = type.GetConstructors(Instance)
            .Select(constructor => (Constructor: constructor, Parameters: Matched(constructor, members)))
            .Where(candidate => candidate.Parameters is not null)
            .OrderByDescending(candidate => candidate.Parameters!.Count)
            .ToList();
        if (candidates.Count == 0)
        {
            if (type.IsValueType) return (null, []);
            throw compiler.Refusal(
                type, "it has no public constructor whose parameters all bear name and type of a public property",
                "Add one, or a public constructor without parameters and settable properties");
        }
        var (best, parameters) = candidates[0];
        if (candidates.Count > 1 && candidates[1].Parameters!.Count == parameters!.Count)
        {
            throw compiler.Refusal(
                type, $"two constructors of {parameters.Count} parameters match its properties", "Leave one of them public");
        }
        return (best, parameters!);
    }

    private static List<(MemberInfo, ParameterInfo)>? Matched(ConstructorInfo constructor, List<MemberInfo> members)
    {
        var matched = new List<(MemberInfo, ParameterInfo)>();
        foreach (var parameter in constructor.GetParameters())
        {
            var member = members.Find(member => member.Name == parameter.Name && TypeOf(member) == parameter.ParameterType)
                ?? members.Find(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                    && TypeOf(member) == parameter.ParameterType);
            if (member is null) return null;
            matched.Add((member, parameter));
        }
        return matched;
    }

    private bool IsOptional(MemberInfo member, ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType && NullabilityOf(member) == NullabilityState.Nullable);

    private NullabilityState NullabilityOf(MemberInfo member) => member is PropertyInfo property
        ? _nullability.Create(property).ReadState
        : _nullability.Create((FieldInfo)member).ReadState;

    /// <summary>The slots by their keys, with null where a key is free; or as they are, if they have no keys.</summary>
    private List<ObjectSlot?> Ordered(List<ObjectSlot> slots)
    {
        var keys = slots.ConvertAll(slot => (slot.Member.GetCustomAttribute<KeyAttribute>()
            ?? slot.Parameter?.GetCustomAttribute<KeyAttribute>())?.Index);
        if (keys.TrueForAll(key => key is null)) return [.. slots];
        var ordered = new List<ObjectSlot?>();
        for (var i = 0; i < slots.Count; i++)
        {
            var name = $"{TypeNames.Of(type)}.{slots[i].Name}";
            if (keys[i] is not { } key)
            {
                throw compiler.Refusal(type, $"{name} has no [Key], others have", "Give every member a key, or none");
            }
            if (key is < 0 or > MaximumKey)
            {
                throw compiler.Refusal(type, $"{name} has [Key({key})]", $"Give it a key from 0 to {MaximumKey}");
            }
            while (ordered.Count <= key) ordered.Add(null);
            if (ordered[key] is { } other)
            {
                throw compiler.Refusal(type, $"{name} and {other.Name} both have [Key({key})]", "Give each a key of its own");
            }
            ordered[key] = slots[i];
        }
        return ordered;
    }

    private static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static bool IsSettable(MemberInfo member) => member is PropertyInfo property
        ? property.SetMethod is { IsPublic: true }
        : member is FieldInfo { IsInitOnly: false };

    /// <summary>True for fields and automatic properties; a computed property holds nothing that could be lost.</summary>
    private static bool HoldsState(MemberInfo member) => member is FieldInfo || member.DeclaringType!.GetField(
        $"<{member.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private bool HasFields()
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetFields(Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Length > 0) return true;
        }
        return false;
    }

    private static int Generation(Type at) => at.BaseType is null ? 0 : 1 + Generation(at.BaseType);

    private MessageFormatException Lost(MemberInfo member) => compiler.Refusal(
        type, $"{TypeNames.Of(type)}.{member.Name} would be lost: it is neither settable nor a parameter of the chosen constructor",
        "Add 'init' to it, or a constructor's parameter of the same name and type");
}
