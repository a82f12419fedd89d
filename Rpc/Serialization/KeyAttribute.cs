namespace Course.Rpc.Serialization;

/// <summary>
/// The place of a member in the array on the wire, from 0. Either every member of a type has a key or none; a place without a
/// member is written as nil and skipped when read, so a removed member's place stays free.
/// </summary>
/// <param name="index">From 0 to 1023.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class KeyAttribute(int index) : Attribute
{
    public int Index { get; } = index;
}
