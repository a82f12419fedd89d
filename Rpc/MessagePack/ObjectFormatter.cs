using System.Reflection;
using Course.Rpc.Serialization;
using Course.Rpc.Serialization.Codecs;
using global::MessagePack;
using global::MessagePack.Formatters;

namespace Course.Rpc.MessagePack;

/// <summary>An object as the array of its members, by the plan that the kit's own codec follows.</summary>
internal sealed class ObjectFormatter<T>(ObjectPlan plan) : IMessagePackFormatter<T?>
{
    public void Serialize(ref global::MessagePack.MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        if (value.GetType() != typeof(T))
        {
            throw new MessageFormatException(
                $"A {value.GetType().Name} was given where {typeof(T).Name} is declared. Declare it, or an abstract base with [Union].");
        }
        writer.WriteArrayHeader(plan.Slots.Count);
        foreach (var slot in plan.Slots)
        {
            if (slot is null) writer.WriteNil();
            else MessagePackSerializer.Serialize(slot.Type, ref writer, Get(slot, value), options);
        }
    }

    public T? Deserialize(ref global::MessagePack.MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (default(T) is null && reader.TryReadNil()) return default;
        options.Security.DepthStep(ref reader);
        var count = reader.ReadArrayHeader();
        var values = new object?[plan.Slots.Count];
        for (var i = 0; i < Math.Max(count, values.Length); i++)
        {
            if (i >= values.Length || plan.Slots[i] is not { } slot)
            {
                if (i < count) reader.Skip();
            }
            else if (i < count)
            {
                values[i] = MessagePackSerializer.Deserialize(slot.Type, ref reader, options);
            }
            else
            {
                values[i] = Missing(slot, i);
            }
        }
        reader.Depth--;
        return (T)Construct(values, count);
    }

    private object Construct(object?[] values, int count)
    {
        var arguments = plan.Slots.Zip(values).Where(pair => pair.First?.Parameter is not null)
            .OrderBy(pair => pair.First!.Parameter!.Position)
            .Select(pair => pair.Second);
        var result = plan.Constructor?.Invoke([.. arguments]) ?? Activator.CreateInstance<T>()!;
        for (var i = 0; i < Math.Min(count, values.Length); i++)
        {
            if (plan.Slots[i] is not { Parameter: null } slot) continue;
            if (slot.Member is PropertyInfo property) property.SetValue(result, values[i]);
            else ((FieldInfo)slot.Member).SetValue(result, values[i]);
        }
        return result;
    }

    private static object? Missing(ObjectSlot slot, int index)
    {
        if (!slot.IsOptional) throw new MessageFormatException($"Element {index} is missing, which is {typeof(T).Name}.{slot.Name}.");
        return slot.Parameter is { HasDefaultValue: true } parameter ? parameter.DefaultValue : null;
    }

    private static object? Get(ObjectSlot slot, object value) => slot.Member is PropertyInfo property
        ? property.GetValue(value)
        : ((FieldInfo)slot.Member).GetValue(value);
}
