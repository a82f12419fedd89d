namespace Course.Simulation.Stepping;

/// <summary>A write would exceed the bound of a store; the text names the key, the bound and what to do. Nothing has changed.</summary>
public sealed class PersistentStateException(string message) : Exception(message);
