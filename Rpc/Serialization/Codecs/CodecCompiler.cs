using System.Reflection;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>
/// Compiles the codec of one declared type and of all types it is made of. One compiler serves one call on one thread; what it
/// made is in <see cref="Made"/> and complete only when <see cref="For"/> has returned to its first caller.
/// </summary>
internal sealed class CodecCompiler(Func<Type, Codec?> known)
{
    // Deeper than any sensible declaration; a generic type that contains a larger instance of itself would never end.
    private const int MaximumDeclarationDepth = 100;

    private readonly Dictionary<Type, Codec> _made = [];
    private readonly Stack<string> _path = [];

    public IReadOnlyDictionary<Type, Codec> Made => _made;

    /// <summary>The codec of a type; of a type that is being compiled further up, the codec that will be complete by then.</summary>
    public Codec For(Type type)
    {
        if (_made.TryGetValue(type, out var codec)) return codec;
        if (known(type) is { } existing) return existing;
        if (_path.Count > MaximumDeclarationDepth)
        {
            throw Refusal(type, $"its declaration is nested deeper than {MaximumDeclarationDepth}", "Declare a type that does not grow");
        }
        // Objects and unions are entered in the table before their members are compiled, all others after.
        codec = Create(type);
        _made[type] = codec;
        return codec;
    }

    /// <summary>The codec of a member's type; errors name the member.</summary>
    public Codec ForMember(Type owner, string member, Type type)
    {
        _path.Push($"{TypeNames.Of(owner)}.{member}");
        var codec = For(type);
        _path.Pop();
        return codec;
    }

    /// <summary>Makes an instance of a generic codec of the given types.</summary>
    public static Codec Make(Type definition, Type[] arguments, params object?[] values) =>
        (Codec)Activator.CreateInstance(definition.MakeGenericType(arguments), values)!;

    /// <summary>A type without a wire form, in words.</summary>
    public MessageFormatException Refusal(Type type, string rule, string whatToDo)
    {
        var place = _path.TryPeek(out var member) ? $" (the type of {member})" : "";
        return new MessageFormatException($"{TypeNames.Of(type)}{place} cannot travel: {rule}. {whatToDo}.");
    }

    private Codec Create(Type type)
    {
        if (type.ContainsGenericParameters || type.IsPointer || type.IsByRef || type.IsByRefLike)
        {
            throw Refusal(type, "it is open, a pointer, or bound to the stack", "Declare a closed type that can live on the heap");
        }
        if (ScalarCodecs.TryCreate(type) is { } scalar) return scalar;
        if (type.IsEnum)
        {
            var number = Enum.GetUnderlyingType(type);
            return Make(typeof(EnumCodec<,>), [type, number], For(number));
        }
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(typeof(NullableCodec<>), [inner], For(inner));
        if (CollectionCodecs.TryCreate(type, this) is { } collection) return collection;
        if (type.GetCustomAttributes<UnionAttribute>(inherit: false).Any()) return CreateUnion(type);
        return CreateObject(type);
    }

    private Codec CreateObject(Type type)
    {
        var plan = new ObjectPlanner(type, this).Plan();
        var codec = Make(typeof(ObjectCodec<>), [type]);
        _made[type] = codec;
        var members = plan.Slots.Select(slot => slot is null ? null : ForMember(type, slot.Name, slot.Type)).ToArray();
        ((IObjectCodec)codec).Complete(plan, members);
        return codec;
    }

    private Codec CreateUnion(Type type)
    {
        if (!type.IsAbstract)
        {
            throw Refusal(type, "[Union] is for abstract classes and interfaces", "Make it abstract, and it a case of its own base");
        }
        var codec = Make(typeof(UnionCodec<>), [type]);
        _made[type] = codec;
        var cases = type.GetCustomAttributes<UnionAttribute>(inherit: false).ToArray();
        foreach (var attribute in cases)
        {
            if (!type.IsAssignableFrom(attribute.Type))
            {
                throw Refusal(type, $"its case {TypeNames.Of(attribute.Type)} is not one of its subtypes", "Name a subtype in [Union]");
            }
            if (cases.Count(other => other.Tag == attribute.Tag || other.Type == attribute.Type) > 1)
            {
                throw Refusal(type, $"tag {attribute.Tag} or type {TypeNames.Of(attribute.Type)} is declared twice", "Declare each once");
            }
            var member = ForMember(type, $"[Union({attribute.Tag})]", attribute.Type);
            var unionCase = Activator.CreateInstance(
                typeof(UnionCase<,>).MakeGenericType(type, attribute.Type), attribute.Tag, member);
            codec.GetType().GetMethod(nameof(UnionCodec<object>.Add))!.Invoke(codec, [attribute.Type, unionCase]);
        }
        return codec;
    }
}
