using Course.Simulation.Checking;

namespace Course.Examples;

/// <summary>What came of a case.</summary>
/// <param name="Heard">What each survivor heard, in its order: p2, p3, p4.</param>
/// <param name="Witness">What was cut, and how it was completed.</param>
/// <param name="Problems">What is not as it must be; empty if all is well.</param>
public sealed record ClosestPeerRun(IReadOnlyList<IReadOnlyList<string>> Heard, Witness Witness, IReadOnlyList<string> Problems);
