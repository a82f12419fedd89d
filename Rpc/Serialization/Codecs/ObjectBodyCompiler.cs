using System.Linq.Expressions;
using System.Reflection;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>Compiles the two bodies of an object codec: straight code, a call of a member's codec after the other.</summary>
internal sealed class ObjectBodyCompiler<T>(ObjectPlan plan, Codec?[] members)
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly ParameterExpression _writer = Expression.Parameter(typeof(MessagePackWriter).MakeByRefType(), "writer");
    private readonly ParameterExpression _reader = Expression.Parameter(typeof(MessagePackReader).MakeByRefType(), "reader");

    /// <summary>(ref writer, value) => { writer.WriteArrayHeader(2); codec0.Write(ref writer, value.First); … }</summary>
    public WriteBody<T> CompileWrite()
    {
        var value = Expression.Parameter(typeof(T), "value");
        var body = new List<Expression>
        {
            Expression.Call(_writer, nameof(MessagePackWriter.WriteArrayHeader), null, Expression.Constant(plan.Slots.Count)),
        };
        for (var i = 0; i < plan.Slots.Count; i++)
        {
            body.Add(plan.Slots[i] is { } slot
                ? Expression.Call(Constant(i), MethodOf(i, "Write"), _writer, Expression.MakeMemberAccess(value, slot.Member))
                : Expression.Call(_writer, nameof(MessagePackWriter.WriteNil), null));
        }
        return Expression.Lambda<WriteBody<T>>(Expression.Block(typeof(void), body), _writer, value).Compile();
    }

    /// <summary>
    /// ref reader => { count = reader.ReadArrayHeader(); a = count > 0 ? codec0.Read(ref reader) : missing; …; skip the rest;
    /// result = new T(a, …); if (count > 3) result.Settable = d; … return result; }
    /// </summary>
    public ReadBody<T> CompileRead()
    {
        var count = Expression.Variable(typeof(int), "count");
        var result = Expression.Variable(typeof(T), "result");
        var values = plan.Slots.Select(slot => slot is null ? null : Expression.Variable(slot.Type, slot.Name)).ToArray();
        var body = new List<Expression>
        {
            Expression.Assign(count, Expression.Call(_reader, nameof(MessagePackReader.ReadArrayHeader), null)),
        };
        for (var i = 0; i < values.Length; i++) body.Add(ReadSlot(i, count, values[i]));
        body.Add(Expression.Call(Helper(nameof(ObjectBodies.SkipRest)), _reader, count, Expression.Constant(values.Length)));
        body.Add(Expression.Assign(result, Construct(values)));
        for (var i = 0; i < values.Length; i++)
        {
            if (plan.Slots[i] is not { Parameter: null } slot) continue;
            var set = Expression.Assign(Expression.MakeMemberAccess(result, slot.Member), values[i]!);
            body.Add(Expression.IfThen(Came(i, count), set));
        }
        body.Add(result);
        var variables = values.OfType<ParameterExpression>().Append(count).Append(result);
        return Expression.Lambda<ReadBody<T>>(Expression.Block(typeof(T), variables, body), _reader).Compile();
    }

    private Expression ReadSlot(int i, ParameterExpression count, ParameterExpression? value)
    {
        if (plan.Slots[i] is not { } slot)
        {
            return Expression.IfThen(Came(i, count), Expression.Call(_reader, nameof(MessagePackReader.Skip), null));
        }
        var read = Expression.Call(Constant(i), MethodOf(i, "Read"), _reader);
        return Expression.Assign(value!, Expression.Condition(Came(i, count), read, slot.IsOptional ? Default(slot) : Missing(i, count)));
    }

    private NewExpression Construct(ParameterExpression?[] values)
    {
        if (plan.Constructor is null) return Expression.New(typeof(T));
        var byParameter = plan.Slots.Zip(values).Where(pair => pair.First?.Parameter is not null)
            .OrderBy(pair => pair.First!.Parameter!.Position)
            .Select(pair => pair.Second!);
        return Expression.New(plan.Constructor, byParameter);
    }

    /// <summary>The parameter's default value where it has one, else null or zero.</summary>
    private static Expression Default(ObjectSlot slot)
    {
        if (slot.Parameter is not { HasDefaultValue: true, DefaultValue: { } value }) return Expression.Default(slot.Type);
        var type = Nullable.GetUnderlyingType(slot.Type) ?? slot.Type;
        var constant = Expression.Constant(type.IsEnum ? Enum.ToObject(type, value) : value, type);
        return type == slot.Type ? constant : Expression.Convert(constant, slot.Type);
    }

    private MethodCallExpression Missing(int i, ParameterExpression count)
    {
        var name = Expression.Constant($"{TypeNames.Of(typeof(T))}.{plan.Slots[i]!.Name}");
        return Expression.Call(
            Helper(nameof(ObjectBodies.Missing)).MakeGenericMethod(plan.Slots[i]!.Type), _reader, count, Expression.Constant(i), name);
    }

    private static BinaryExpression Came(int i, ParameterExpression count) => Expression.GreaterThan(count, Expression.Constant(i));

    private ConstantExpression Constant(int i) => Expression.Constant(members[i]!);

    private MethodInfo MethodOf(int i, string name) => members[i]!.GetType().GetMethod(name)!;

    private static MethodInfo Helper(string name) => typeof(ObjectBodies).GetMethod(name, Any)!;
}

/// <summary>The parts of compiled bodies that are better written than compiled.</summary>
internal static class ObjectBodies
{
    /// <summary>A newer peer may send more members than this one knows.</summary>
    public static void SkipRest(ref MessagePackReader reader, int count, int known)
    {
        for (var i = known; i < count; i++) reader.Skip();
    }

    public static TMember Missing<TMember>(ref MessagePackReader reader, int count, int index, string name) => throw reader.Error(
        $"The array of {count} before offset {reader.Consumed} ends before element {index}, which is {name}. Both sides must declare "
        + "the same type; a member that an older peer may leave out needs a default value or a type that takes null.", reader.Consumed);
}
