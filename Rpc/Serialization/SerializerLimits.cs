namespace Course.Rpc.Serialization;

/// <summary>What one value may cost. The limits hold for writing as well, so that a sender hears of them before its peer does.</summary>
public sealed record SerializerLimits
{
    /// <summary>The limits that hold where none are given.</summary>
    public static SerializerLimits Default { get; } = new();

    /// <summary>Bytes of one value. Default 16 MiB; range 1 to <see cref="int.MaxValue"/>.</summary>
    public int MaximumBytes { get; init => field = InRange(value, int.MaxValue, nameof(MaximumBytes)); } = 16 << 20;

    /// <summary>
    /// How deep arrays and maps may be nested. Default 64; range 1 to 256: each level takes stack, and 256 levels fit the
    /// smallest stack of the supported systems.
    /// </summary>
    public int MaximumDepth { get; init => field = InRange(value, 256, nameof(MaximumDepth)); } = 64;

    /// <summary>Elements of one array, pairs of one map. Default 1,048,576; range 1 to <see cref="Array.MaxLength"/>.</summary>
    public int MaximumCollectionLength
    {
        get;
        init => field = InRange(value, Array.MaxLength, nameof(MaximumCollectionLength));
    } = 1 << 20;

    private static int InRange(int value, int maximum, string name) => value >= 1 && value <= maximum
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 1 to {maximum}, but is {value}.");
}
