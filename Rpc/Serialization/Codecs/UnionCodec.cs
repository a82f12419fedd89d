namespace Course.Rpc.Serialization.Codecs;

/// <summary>An abstract class or interface with a declared set of cases: an array of the case's tag and the value.</summary>
internal sealed class UnionCodec<T> : Codec<T?> where T : class
{
    private readonly Dictionary<Type, UnionCase<T>> _byType = [];
    private readonly Dictionary<int, UnionCase<T>> _byTag = [];

    /// <summary>Adds a case while the codec is compiled: a case may contain the union itself.</summary>
    public void Add(Type type, UnionCase<T> unionCase)
    {
        _byType.Add(type, unionCase);
        _byTag.Add(unionCase.Tag, unionCase);
    }

    public override void Write(ref MessagePackWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        if (!_byType.TryGetValue(value.GetType(), out var unionCase))
        {
            throw new MessageFormatException(
                $"{TypeNames.Of(value.GetType())} is no declared case of {TypeNames.Of(typeof(T))}. "
                + $"Add [Union(tag, typeof({TypeNames.Of(value.GetType())}))] to {TypeNames.Of(typeof(T))} at all peers.");
        }
        writer.WriteArrayHeader(2);
        writer.Enter();
        writer.WriteInt64(unionCase.Tag);
        unionCase.Write(ref writer, value);
        writer.Leave();
    }

    public override T? Read(ref MessagePackReader reader)
    {
        if (reader.TryReadNil()) return null;
        var start = reader.Consumed;
        if (reader.ReadArrayHeader() is var count and not 2)
        {
            throw reader.Error($"A union is an array of 2 (tag and value), but the array at offset {start} has {count}.", start);
        }
        reader.Enter();
        var tag = reader.ReadInt32();
        if (!_byTag.TryGetValue(tag, out var unionCase))
        {
            throw reader.Error(
                $"The union at offset {start} has tag {tag}, which is no declared case of {TypeNames.Of(typeof(T))}. "
                + "All peers must declare the same cases.", start);
        }
        var value = unionCase.Read(ref reader);
        reader.Leave();
        return value;
    }
}

/// <summary>One case of a union of <typeparamref name="T"/>.</summary>
internal abstract class UnionCase<T>(int tag) where T : class
{
    public int Tag => tag;

    public abstract void Write(ref MessagePackWriter writer, T value);

    public abstract T? Read(ref MessagePackReader reader);
}

internal sealed class UnionCase<T, TCase>(int tag, Codec<TCase> codec) : UnionCase<T>(tag) where T : class where TCase : T
{
    public override void Write(ref MessagePackWriter writer, T value) => codec.Write(ref writer, (TCase)value);

    public override T? Read(ref MessagePackReader reader) => codec.Read(ref reader);
}
