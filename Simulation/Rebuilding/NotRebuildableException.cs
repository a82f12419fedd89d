namespace Course.Simulation.Rebuilding;

/// <summary>No schedule can be made of the traces of a run; the message says which bound or rule stands against it.</summary>
public sealed class NotRebuildableException(string message) : Exception(message);
