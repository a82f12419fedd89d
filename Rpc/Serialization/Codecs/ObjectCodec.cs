namespace Course.Rpc.Serialization.Codecs;

/// <summary>What is compiled for one class, record or struct.</summary>
internal delegate void WriteBody<T>(ref MessagePackWriter writer, T value);

/// <summary>What is compiled for one class, record or struct.</summary>
internal delegate T ReadBody<T>(ref MessagePackReader reader);

/// <summary>An object codec whose members' codecs were compiled after it, because they may contain it.</summary>
internal interface IObjectCodec
{
    void Complete(ObjectPlan plan, Codec?[] members);
}

/// <summary>Classes, records, structs and tuples travel as arrays of their members.</summary>
internal sealed class ObjectCodec<T> : Codec<T?>, IObjectCodec
{
    private WriteBody<T> _write = null!;
    private ReadBody<T> _read = null!;

    public void Complete(ObjectPlan plan, Codec?[] members)
    {
        var compiler = new ObjectBodyCompiler<T>(plan, members);
        _write = compiler.CompileWrite();
        _read = compiler.CompileRead();
    }

    public override void Write(ref MessagePackWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        if (!typeof(T).IsSealed && value.GetType() != typeof(T)) ThrowSubclass(value.GetType());
        writer.Enter();
        _write(ref writer, value);
        writer.Leave();
    }

    public override T? Read(ref MessagePackReader reader)
    {
        if (default(T) is null && reader.TryReadNil()) return default;
        reader.Enter();
        var value = _read(ref reader);
        reader.Leave();
        return value;
    }

    private static void ThrowSubclass(Type actual) => throw new MessageFormatException(
        $"A {TypeNames.Of(actual)} was given where {TypeNames.Of(typeof(T))} is declared; its own members would be lost. "
        + $"Declare {TypeNames.Of(actual)}, or an abstract base with [Union(tag, typeof({TypeNames.Of(actual)}))].");
}
