using System.Numerics;
using System.Runtime.CompilerServices;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>Integers with a sign: int of any width on the wire.</summary>
internal sealed class SignedCodec<T> : Codec<T> where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override void Write(ref MessagePackWriter writer, T value) => writer.WriteInt64(long.CreateTruncating(value));

    public override T Read(ref MessagePackReader reader) =>
        T.CreateTruncating(reader.ReadSigned(long.CreateTruncating(T.MinValue), long.CreateTruncating(T.MaxValue)));
}

/// <summary>Integers without a sign, char among them: int of any width on the wire.</summary>
internal sealed class UnsignedCodec<T> : Codec<T> where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override void Write(ref MessagePackWriter writer, T value) => writer.WriteUInt64(ulong.CreateTruncating(value));

    public override T Read(ref MessagePackReader reader) =>
        T.CreateTruncating(reader.ReadUnsigned(ulong.CreateTruncating(T.MaxValue)));
}

/// <summary>
/// Enums travel as their numbers. A number without a name is read as it is: a newer peer may know names that this one does not.
/// </summary>
internal sealed class EnumCodec<TEnum, TNumber>(Codec<TNumber> numbers) : Codec<TEnum> where TEnum : struct where TNumber : struct
{
    public override void Write(ref MessagePackWriter writer, TEnum value) =>
        numbers.Write(ref writer, Unsafe.BitCast<TEnum, TNumber>(value));

    public override TEnum Read(ref MessagePackReader reader) => Unsafe.BitCast<TNumber, TEnum>(numbers.Read(ref reader));
}

internal sealed class BooleanCodec : Codec<bool>
{
    public override void Write(ref MessagePackWriter writer, bool value) => writer.WriteBoolean(value);

    public override bool Read(ref MessagePackReader reader) => reader.ReadBoolean();
}

internal sealed class SingleCodec : Codec<float>
{
    public override void Write(ref MessagePackWriter writer, float value) => writer.WriteSingle(value);

    public override float Read(ref MessagePackReader reader) => reader.ReadSingle();
}

internal sealed class DoubleCodec : Codec<double>
{
    public override void Write(ref MessagePackWriter writer, double value) => writer.WriteDouble(value);

    public override double Read(ref MessagePackReader reader) => reader.ReadDouble();
}

internal sealed class NullableCodec<T>(Codec<T> inner) : Codec<T?> where T : struct
{
    public override void Write(ref MessagePackWriter writer, T? value)
    {
        if (value is { } present) inner.Write(ref writer, present);
        else writer.WriteNil();
    }

    public override T? Read(ref MessagePackReader reader) => reader.TryReadNil() ? null : inner.Read(ref reader);
}
