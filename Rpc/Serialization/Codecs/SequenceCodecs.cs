using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>Arrays and all collections of elements travel as arrays.</summary>
internal sealed class ArrayCodec<T>(Codec<T> elements) : Codec<T[]?>
{
    public override void Write(ref MessagePackWriter writer, T[]? value)
    {
        if (value is null) writer.WriteNil();
        else Sequences.Write<T>(ref writer, value, elements);
    }

    public override T[]? Read(ref MessagePackReader reader)
    {
        if (reader.TryReadNil()) return null;
        var count = reader.ReadArrayHeader();
        if (reader.InitialCapacity(count, Unsafe.SizeOf<T>()) < count) return [.. Sequences.ReadList(ref reader, count, elements)];
        if (count == 0) return [];
        var array = new T[count];
        reader.Enter();
        for (var i = 0; i < array.Length; i++) array[i] = elements.Read(ref reader);
        reader.Leave();
        return array;
    }
}

internal sealed class ListCodec<T>(Codec<T> elements) : Codec<List<T>?>
{
    public override void Write(ref MessagePackWriter writer, List<T>? value)
    {
        if (value is null) writer.WriteNil();
        else Sequences.Write(ref writer, CollectionsMarshal.AsSpan(value), elements);
    }

    public override List<T>? Read(ref MessagePackReader reader) =>
        reader.TryReadNil() ? null : Sequences.ReadList(ref reader, reader.ReadArrayHeader(), elements);
}

/// <summary>Any other collection of elements: read as a list, from which <paramref name="build"/> makes the declared type.</summary>
internal sealed class SequenceCodec<TCollection, T>(Codec<T> elements, Func<List<T>, TCollection> build) : Codec<TCollection?>
    where TCollection : IEnumerable<T>
{
    public override void Write(ref MessagePackWriter writer, TCollection? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case T[] array:
                Sequences.Write<T>(ref writer, array, elements);
                break;
            case List<T> list:
                Sequences.Write(ref writer, CollectionsMarshal.AsSpan(list), elements);
                break;
            default:
                // Copied first: the header needs the count, and a lazy sequence may not be enumerated twice.
                Sequences.Write<T>(ref writer, value.ToArray(), elements);
                break;
        }
    }

    public override TCollection? Read(ref MessagePackReader reader) =>
        reader.TryReadNil() ? default : build(Sequences.ReadList(ref reader, reader.ReadArrayHeader(), elements));
}

internal static class Sequences
{
    public static void Write<T>(ref MessagePackWriter writer, ReadOnlySpan<T> values, Codec<T> elements)
    {
        writer.WriteArrayHeader(values.Length);
        writer.Enter();
        foreach (var value in values) elements.Write(ref writer, value);
        writer.Leave();
    }

    public static List<T> ReadList<T>(ref MessagePackReader reader, int count, Codec<T> elements)
    {
        var list = new List<T>(reader.InitialCapacity(count, Unsafe.SizeOf<T>()));
        reader.Enter();
        for (var i = 0; i < count; i++) list.Add(elements.Read(ref reader));
        reader.Leave();
        return list;
    }
}
