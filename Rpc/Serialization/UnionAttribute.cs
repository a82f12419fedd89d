namespace Course.Rpc.Serialization;

/// <summary>
/// One case of an abstract class or interface. The declared cases are the closed set of types that may travel in its place; a
/// value is written as an array of the case's tag and the value itself.
/// </summary>
/// <param name="tag">The number of the case on the wire, unique in the set.</param>
/// <param name="type">The case: a type that can be assigned to the one that bears the attribute.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class UnionAttribute(int tag, Type type) : Attribute
{
    public int Tag { get; } = tag;

    public Type Type { get; } = type;
}
