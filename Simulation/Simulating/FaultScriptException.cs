namespace Course.Simulation.Simulating;

/// <summary>A fault script breaks a rule; the message names the script, the line, the rule and what to write instead.</summary>
public sealed class FaultScriptException(string message) : Exception(message);
