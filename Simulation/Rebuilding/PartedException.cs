namespace Course.Simulation.Rebuilding;

/// <summary>A run and the simulator part at an event; the message says where and why.</summary>
internal sealed class PartedException(string message) : Exception(message);
