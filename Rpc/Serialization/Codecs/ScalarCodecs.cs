namespace Course.Rpc.Serialization.Codecs;

/// <summary>The table of types with a codec of their own.</summary>
internal static class ScalarCodecs
{
    /// <summary>The codec of a number, text, time or piece of binary; null for any other type.</summary>
    public static Codec? TryCreate(Type type) => type.IsEnum ? null : Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new BooleanCodec(),
        TypeCode.SByte => new SignedCodec<sbyte>(),
        TypeCode.Int16 => new SignedCodec<short>(),
        TypeCode.Int32 => new SignedCodec<int>(),
        TypeCode.Int64 => new SignedCodec<long>(),
        TypeCode.Byte => new UnsignedCodec<byte>(),
        TypeCode.UInt16 => new UnsignedCodec<ushort>(),
        TypeCode.UInt32 => new UnsignedCodec<uint>(),
        TypeCode.UInt64 => new UnsignedCodec<ulong>(),
        TypeCode.Char => new UnsignedCodec<char>(),
        TypeCode.Single => new SingleCodec(),
        TypeCode.Double => new DoubleCodec(),
        TypeCode.Decimal => new DecimalCodec(),
        TypeCode.DateTime => new DateTimeCodec(),
        TypeCode.String => new StringCodec(),
        _ => OtherThanPrimitive(type),
    };

    /// <summary>True where values of the type have an order of their own that never throws: what a sorted collection needs.</summary>
    public static bool HasOrder(Type type) => type.IsEnum
        || (TryCreate(type) is not null && typeof(IComparable<>).MakeGenericType(type).IsAssignableFrom(type));

    private static Codec? OtherThanPrimitive(Type type)
    {
        if (type == typeof(Guid)) return new GuidCodec();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffsetCodec();
        if (type == typeof(TimeSpan)) return new TimeSpanCodec();
        if (type == typeof(DateOnly)) return new DateOnlyCodec();
        if (type == typeof(TimeOnly)) return new TimeOnlyCodec();
        if (type == typeof(Uri)) return new UriCodec();
        if (type == typeof(Version)) return new VersionCodec();
        if (type == typeof(byte[])) return new ByteArrayCodec();
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemoryCodec();
        if (type == typeof(Memory<byte>)) return new MemoryCodec();
        if (type == typeof(ArraySegment<byte>)) return new ArraySegmentCodec();
        return null;
    }
}
