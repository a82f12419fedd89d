namespace Course.Rpc.Serialization.Codecs;

/// <summary>The compiled form of one declared type, of whatever type it is.</summary>
internal abstract class Codec
{
    /// <summary>The codec with the limits of one serializer, as callers see it.</summary>
    public abstract BoundCodec Bind(SerializerLimits limits, bool sharesInput);
}

/// <summary>
/// The compiled form of one declared type. It holds nothing that changes once it is compiled, so many threads may use it at once.
/// </summary>
internal abstract class Codec<T> : Codec
{
    public abstract void Write(ref MessagePackWriter writer, T value);

    public abstract T Read(ref MessagePackReader reader);

    public override BoundCodec Bind(SerializerLimits limits, bool sharesInput) => new BoundCodec<T>(this, limits, sharesInput);
}
