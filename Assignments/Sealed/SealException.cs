namespace Course.Assignments.Sealed;

/// <summary>A seal, or what is under it, cannot be used; the message says which rule it breaks, in one line.</summary>
public sealed class SealException(string message) : Exception(message);
