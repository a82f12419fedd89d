namespace Course.Rpc.Serialization.Codecs;

internal sealed class ByteArrayCodec : Codec<byte[]?>
{
    public override void Write(ref MessagePackWriter writer, byte[]? value)
    {
        if (value is null) writer.WriteNil();
        else writer.WriteBinary(value);
    }

    public override byte[]? Read(ref MessagePackReader reader) => reader.TryReadNil() ? null : reader.ReadBytes().ToArray();
}

/// <summary>Read without a copy where the serializer may share its input and the bytes lie in one piece there.</summary>
internal sealed class ReadOnlyMemoryCodec : Codec<ReadOnlyMemory<byte>>
{
    public override void Write(ref MessagePackWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBinary(value.Span);

    public override ReadOnlyMemory<byte> Read(ref MessagePackReader reader) => reader.ReadMemory();
}

/// <summary>Always a copy: the receiver may write to it.</summary>
internal sealed class MemoryCodec : Codec<Memory<byte>>
{
    public override void Write(ref MessagePackWriter writer, Memory<byte> value) => writer.WriteBinary(value.Span);

    public override Memory<byte> Read(ref MessagePackReader reader) => reader.ReadBytes().ToArray();
}

/// <summary>Always a copy: the receiver may write to it.</summary>
internal sealed class ArraySegmentCodec : Codec<ArraySegment<byte>>
{
    public override void Write(ref MessagePackWriter writer, ArraySegment<byte> value) => writer.WriteBinary(value);

    public override ArraySegment<byte> Read(ref MessagePackReader reader) => new(reader.ReadBytes().ToArray());
}
