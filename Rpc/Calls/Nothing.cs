namespace Course.Rpc.Calls;

/// <summary>The result type of methods that return no value.</summary>
public readonly record struct Nothing;
