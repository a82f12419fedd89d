using System.Reflection;
using Course.Rpc.Serialization;
using global::MessagePack;
using global::MessagePack.Formatters;

namespace Course.Rpc.MessagePack;

/// <summary>A union as the array of its case's tag and the value.</summary>
internal sealed class UnionFormatter<T> : IMessagePackFormatter<T?> where T : class
{
    private readonly Serialization.UnionAttribute[] _cases =
        [.. typeof(T).GetCustomAttributes<Serialization.UnionAttribute>(inherit: false)];

    public void Serialize(ref global::MessagePack.MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        var unionCase = Array.Find(_cases, candidate => candidate.Type == value.GetType())
            ?? throw new MessageFormatException($"{value.GetType().Name} is no declared case of {typeof(T).Name}. Add [Union] for it.");
        writer.WriteArrayHeader(2);
        writer.Write(unionCase.Tag);
        MessagePackSerializer.Serialize(unionCase.Type, ref writer, value, options);
    }

    public T? Deserialize(ref global::MessagePack.MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil()) return null;
        options.Security.DepthStep(ref reader);
        if (reader.ReadArrayHeader() is var count and not 2)
        {
            throw new MessageFormatException($"A union is an array of 2 (tag and value), but this array has {count}.");
        }
        var tag = reader.ReadInt32();
        var unionCase = Array.Find(_cases, candidate => candidate.Tag == tag)
            ?? throw new MessageFormatException($"Tag {tag} is no declared case of {typeof(T).Name}.");
        var value = (T?)MessagePackSerializer.Deserialize(unionCase.Type, ref reader, options);
        reader.Depth--;
        return value;
    }
}
