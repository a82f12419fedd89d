namespace Course.Rpc.Calls;

/// <summary>
/// Marks a message that never changes once it is made. Passed on by the method that it was an argument of, as the only argument of another
/// call and before the first await, it travels in the bytes in which it came, and is not encoded again.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PassedOnAttribute : Attribute;
